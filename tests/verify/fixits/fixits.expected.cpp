// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <list>
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <vector>

[[njmpi::kernel]] void f(std::vector<double> &x, std::vector<double> &y, std::list<int> &l, double *p, std::size_t n) {
  njmpi::send(njmpi::packed(l), 0);
  njmpi::send(x, 0);
  njmpi::send(y, 0);
  njmpi::send(njmpi::packed(x | std::views::reverse), 0);
  njmpi::send(njmpi::buffer(p, n), 0);
  njmpi::recv(njmpi::buffer(p + 1, n));
  njmpi::allreduce(njmpi::in_place, x);
  njmpi::reduce(njmpi::in_place, y, njmpi::op::max, 0);
}

// A send and the receive after it.
[[njmpi::kernel]] void swap(std::vector<double> &x, std::vector<double> &y) {
  const int other = njmpi::rank() ^ 1;
  if (other < njmpi::size()) {
    njmpi::sendrecv(x, other, y, other); // from the partner
  }
}
[[njmpi::kernel]] void shift(std::vector<double> &x, std::vector<double> &y, njmpi::status &s) {
  const njmpi::comm all = njmpi::world().dup();
  njmpi::sendrecv(x, (njmpi::rank() + 1) % njmpi::size(), y, (njmpi::rank() + njmpi::size() - 1) % njmpi::size(), 3, 3, &s, all);
}
[[njmpi::kernel]] void replace(std::vector<double> &x) {
  if (njmpi::rank() < 2) {
    njmpi::sendrecv_replace(x, 1 - njmpi::rank(), 1 - njmpi::rank(), 2, 2);
  }
}
// Nothing to replace: another statement or a comment lies between, they are not one block, or they overlap.
[[njmpi::kernel]] void between(std::vector<double> &x, std::vector<double> &y) {
  if (njmpi::rank() < 2) {
    njmpi::send(x, 1 - njmpi::rank());
    y.resize(x.size());
    njmpi::recv(y, 1 - njmpi::rank());
  }
}
[[njmpi::kernel]] void commented(std::vector<double> &x, std::vector<double> &y) {
  if (njmpi::rank() < 2) {
    njmpi::send(x, 1 - njmpi::rank()); // mine
    njmpi::recv(y, 1 - njmpi::rank()); // theirs
  }
}
[[njmpi::kernel]] void apart(std::vector<double> &x, std::vector<double> &y) {
  if (njmpi::rank() < 2)
    njmpi::send(x, 1 - njmpi::rank());
  if (njmpi::rank() < 2)
    njmpi::recv(y, 1 - njmpi::rank());
}
