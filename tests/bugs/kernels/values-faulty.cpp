// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The mistakes beside values-correct.cpp: the value that counts is the copy's, or the number is a large one.
#include <njmpi/njmpi.hpp>
#include <vector>

namespace {

// class: wrong argument

[[njmpi::kernel]] void captured_by_copy(int& x) {
  int dest = 3;
  auto to = [dest] { return dest; };
  dest = 0;
  njmpi::send(x, to(), 5, njmpi::self()); // bug: njmpi-argument
}

// class: request life cycle

[[njmpi::kernel]] void largest_number(int& x) {
  const std::size_t none = static_cast<std::size_t>(-1);
  auto r = njmpi::irecv(x, 1); // bug: njmpi-request-leak
  if (none < 10)
    njmpi::wait(r);
}

[[njmpi::kernel]] void all_but_the_first(int& x, int& y) {
  std::vector<njmpi::pending> r;
  r.push_back(njmpi::irecv(x, 1)); // bug: njmpi-request-leak
  r.push_back(njmpi::irecv(y, 2));
  njmpi::wait(r.back());
  r.pop_back();
}

} // namespace
