// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <iostream>
#include <vector>

// [dot]
// Each rank holds a part of x and of y; every rank gets the whole product.
[[njmpi::kernel]] double dot(const std::vector<double>& x, const std::vector<double>& y) {
  double mine = 0, all = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    mine += x[i] * y[i];
  njmpi::allreduce(mine, all, njmpi::op::sum);
  return all;
}
// [dot]

// [in place]
// The element-wise maximum over all ranks, in the vector itself.
[[njmpi::kernel]] void maximum(std::vector<double>& x) {
  njmpi::allreduce(njmpi::in_place, x, njmpi::op::max);
}
// [in place]

int main() {
  const int rank = njmpi::rank(), size = njmpi::size();
  std::vector<double> x(100, rank), y(100, 2);
  const double product = dot(x, y);
  maximum(x);
  if (rank == 0)
    std::cout << "product " << product << ", maximum " << x.front() << '\n';
  return product == 100.0 * size * (size - 1) && x.front() == size - 1 ? 0 : 1;
}
