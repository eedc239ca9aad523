// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <list>
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <vector>

[[njmpi::kernel]] void f(std::vector<double> &x, std::vector<double> &y, std::list<int> &l, double *p, std::size_t n) {
  njmpi::send(l, 0);
  njmpi::send(x.data(), 0);
  njmpi::send(&y[0], 0);
  njmpi::send(x | std::views::reverse, 0);
  njmpi::send(p, 0);
  njmpi::recv(p + 1);
  njmpi::allreduce(x, x);
  njmpi::reduce(y, y, njmpi::op::max, 0);
}
