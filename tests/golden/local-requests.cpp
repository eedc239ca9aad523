// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

using njmpi::request;
using std::array;
using numbers = std::vector<double>;

[[njmpi::kernel]] int exchange(const numbers &x, numbers &y, int left, int right) {
  std::array<njmpi::pending, 2> both{njmpi::irecv(y, left, 7), njmpi::isend(x, right, 7)};
  return njmpi::waitall(both);
}

[[njmpi::kernel]] int otherwise_written(const numbers &x, numbers &y, int partner) {
  constexpr int two = 2;
  array<request, two> first = {njmpi::irecv(y, partner, 1).req, njmpi::isend(x, partner, 1).req};
  std::array second{njmpi::recv_init(y, partner, 2)};
  auto wait = [&] { return njmpi::waitall(first) + njmpi::startall((second)); };
  return wait() + njmpi::waitall(second);
}

// Used for other things, too, or not made where they are declared: they stay arrays.
[[njmpi::kernel]] int arrays(const numbers &x, numbers &y, int partner, std::array<njmpi::request, 2> &given) {
  std::array<njmpi::pending, 2> indexed{njmpi::irecv(y, partner, 7), njmpi::isend(x, partner, 7)};
  std::array<njmpi::pending, 1> sized{njmpi::isend(x, partner, 8)};
  std::array<njmpi::pending, 2> filled{njmpi::isend(x, partner, 9)};
  auto made = std::array{njmpi::isend(x, partner, 10)};
  static std::array<njmpi::pending, 1> kept{njmpi::isend(x, partner, 11)};
  using alone = std::array<njmpi::pending, 1>;
  alone named{njmpi::isend(x, partner, 12)};
  int code = njmpi::wait(indexed[1]) + njmpi::waitall(indexed, made);
  return code + njmpi::waitall(sized) + sizeof sized + njmpi::waitall(filled, kept, named, given);
}

template <int N> [[njmpi::kernel]] int of_a_template(const numbers &x, int partner) {
  std::array<njmpi::pending, N> one{njmpi::isend(x, partner, 7)};
  return njmpi::waitall(one);
}
template int of_a_template<1>(const numbers &, int);
