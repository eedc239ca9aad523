// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What C++ itself knows of buffers: njmpi-buffer, njmpi-contiguity, njmpi-const, njmpi-temporary.
#include <array>
#include <deque>
#include <forward_list>
#include <list>
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

std::vector<double> make();

void sound(std::vector<double> &x, const std::vector<double> &c, std::string &s, double *p, double &value, std::list<int> &l) {
  njmpi::send(c, 1);
  njmpi::send(make(), 1);
  njmpi::send(njmpi::buffer(p, 3), 1);
  njmpi::send(njmpi::packed(l), 1);
  njmpi::recv(std::span(x).first(2));
  auto a = njmpi::isend(std::string_view(s), 1);
  njmpi::wait(a);
  njmpi::allreduce(value + 1, value);
  njmpi::allreduce(njmpi::in_place, x);
}

void mistaken([[maybe_unused]] std::vector<double> &x, [[maybe_unused]] const std::vector<double> &c,
              [[maybe_unused]] double *p, [[maybe_unused]] std::list<int> &l) {
#ifdef CASE_1
// CASE_1: a pointer is no buffer without a count: use njmpi::buffer(pointer, count) [njmpi-buffer]
  njmpi::send(p, 1);
#endif
#ifdef CASE_2
// CASE_2: the elements of this buffer are not contiguous in memory: use njmpi::packed(...) [njmpi-contiguity]
  njmpi::send(l, 1);
#endif
#ifdef CASE_3
// CASE_3: the elements of this buffer are not contiguous in memory: use njmpi::packed(...) [njmpi-contiguity]
  std::vector<bool> flags(3);
  njmpi::bcast(flags, 0);
#endif
#ifdef CASE_4
// CASE_4: the elements of this buffer are not contiguous in memory: use njmpi::packed(...) [njmpi-contiguity]
  std::vector<std::vector<double>> rows;
  njmpi::bcast(rows, 0);
#endif
#ifdef CASE_5
// CASE_5: a buffer that is received into must not be const [njmpi-const]
  njmpi::recv(c);
#endif
#ifdef CASE_6
// CASE_6: a buffer that is received into must not be const [njmpi-const]
  njmpi::allreduce(x, std::span<const double>(x));
#endif
#ifdef CASE_7
// CASE_7: a temporary is no buffer of this call: name the object [njmpi-temporary]
  njmpi::recv(make());
#endif
#ifdef CASE_8
// CASE_8: a temporary dies before a nonblocking operation completes: name the object [njmpi-temporary]
  auto a = njmpi::isend(make(), 1);
  njmpi::wait(a);
#endif
#ifdef CASE_9
// CASE_9: njmpi::packed serves blocking calls only, its copy dies with the call: use njmpi::strided [njmpi-temporary]
  auto a = njmpi::isend(njmpi::packed(l), 1);
  njmpi::wait(a);
#endif
#ifdef CASE_10
// CASE_10: njmpi::in_place does not stand for this buffer [njmpi-buffer]
  njmpi::allreduce(x, njmpi::in_place);
#endif
#ifdef CASE_11
// CASE_11: the elements of this buffer are not contiguous in memory: use njmpi::packed(...) [njmpi-contiguity]
  std::forward_list<int> f;
  njmpi::send(f, 1);
#endif
#ifdef CASE_12
// CASE_12: the elements of this buffer are not contiguous in memory: use njmpi::packed(...) [njmpi-contiguity]
  njmpi::send(x | std::views::reverse, 1);
#endif
#ifdef CASE_13
// CASE_13: a pointer is no buffer without a count: use njmpi::buffer(pointer, count) [njmpi-buffer]
  njmpi::send(x.data(), 1);
#endif
#ifdef CASE_14
// CASE_14: this argument is no buffer [njmpi-buffer]
  njmpi::send(mistaken, 1);
#endif
#ifdef CASE_15
// CASE_15: a volatile object has no MPI datatype: MPI accesses it like other memory [njmpi-datatype]
  volatile double v = 0;
  njmpi::send(v, 1);
#endif
#ifdef CASE_16
// CASE_16: a buffer that is received into must not be const [njmpi-const]
  const std::list<int> fixed(3);
  njmpi::recv(njmpi::packed(fixed));
#endif
}
