// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: wrong type
#include <array>
#include <complex>
#include <cstdint>
#include <functional>
#include <memory>
#include <njmpi/njmpi.hpp>
#include <string>
#include <tuple>
#include <vector>

namespace {

struct sample {
  double value;
  int cell;
};

[[njmpi::kernel]] void double_into_float(std::vector<double>& x) {
  if (njmpi::rank() == 0) {
    njmpi::send(x, 1, 5);
  } else if (njmpi::rank() == 1) {
    std::vector<float> y(x.size());
    njmpi::recv(y, 0, 5); // bug: njmpi-type-mismatch
  }
}

// The length travels as size_t and arrives as int.
[[njmpi::kernel]] void length_first(std::vector<char>& text) {
  if (njmpi::rank() == 1) {
    std::size_t length = text.size();
    njmpi::send(length, 0, 1);
    njmpi::send(text, 0, 2);
    return;
  }
  if (njmpi::rank() != 0)
    return;
  int length = 0;
  njmpi::recv(length, 1, 1); // bug: njmpi-type-mismatch
  text.resize(length);
  njmpi::recv(text, 1, 2);
}

[[njmpi::kernel]] void pairwise(int (&mine)[10], unsigned (&theirs)[10]) {
  const int partner = njmpi::rank() ^ 1;
  if (njmpi::size() % 2)
    return;
  njmpi::sendrecv(mine, partner, theirs, partner); // bug: njmpi-type-mismatch
}

[[njmpi::kernel]] void two_types_in_one_call(std::vector<int>& hits, std::vector<long>& total) {
  njmpi::allreduce(hits, total); // bug: njmpi-type-mismatch
}

template <class From, class To> [[njmpi::kernel]] void gathered_as(std::vector<From>& in, std::vector<To>& out) {
  njmpi::allgather(in, out); // bug: njmpi-type-mismatch
}
template void gathered_as(std::vector<float>&, std::vector<double>&);

[[njmpi::kernel]] double bits_of_reals(double flags) {
  double any = 0;
  njmpi::allreduce(flags, any, njmpi::op::bor); // bug: njmpi-operator
  return any;
}

[[njmpi::kernel]] void least_complex(std::vector<std::complex<double>>& z, std::vector<std::complex<double>>& least) {
  njmpi::reduce(z, least, njmpi::op::min, 0); // bug: njmpi-operator
}

[[njmpi::kernel]] void place_of_least(double value) {
  double least = value;
  njmpi::allreduce(njmpi::in_place, least, njmpi::op::minloc); // bug: njmpi-operator
}

struct tree_node {
  int key;
  tree_node* child;
};
[[njmpi::kernel]] void pointers_inside(std::vector<tree_node>& nodes) {
  njmpi::bcast(nodes, 0); // bug: njmpi-datatype
}

[[njmpi::kernel]] void words(std::vector<std::string>& lines, int dest) {
  njmpi::send(lines, dest); // bug: njmpi-datatype|njmpi-contiguity
}

union number {
  int whole;
  float real;
};
[[njmpi::kernel]] void either(number& n) {
  njmpi::bcast(n, 0); // bug: njmpi-datatype
}

// One end sends the record, the other expects its first field.
[[njmpi::kernel]] double first_field(sample& s) {
  double value = 0;
  switch (njmpi::rank()) {
  case 0:
    njmpi::ssend(s, 1, 9);
    break;
  case 1:
    njmpi::recv(value, 0, 9); // bug: njmpi-type-mismatch
    break;
  }
  return value;
}

// The ring passes 32 bits on, and waits for 64.
[[njmpi::kernel]] std::int64_t ring_of_integers(std::int32_t token) {
  const int me = njmpi::rank(), n = njmpi::size();
  std::int64_t arrived = 0;
  auto [code, request] = njmpi::irecv(arrived, (me + n - 1) % n, 0); // bug: njmpi-type-mismatch
  njmpi::send(token, (me + 1) % n, 0);
  njmpi::wait(request);
  return code ? 0 : arrived;
}

// A message that is longer than what is received.
[[njmpi::kernel]] void truncated() {
  std::array<int, 8> all{};
  std::array<int, 4> half{};
  if (njmpi::rank() == 0)
    njmpi::send(all, 1, 6);
  else if (njmpi::rank() == 1)
    njmpi::recv(half, 0, 6); // bug: njmpi-count|njmpi-type-mismatch
}

} // namespace
