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
