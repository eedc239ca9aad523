// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <iostream>

// [interval]
struct interval {
  double low, high;
};

// The smallest interval that holds those of all ranks; none is wider than the limit.
[[njmpi::kernel]] interval hull(const interval& mine, double limit) {
  interval all{};
  auto join = [limit](const interval& a, const interval& b) {
    const double low = std::min(a.low, b.low);
    return interval{low, std::min(std::max(a.high, b.high), low + limit)};
  };
  njmpi::allreduce(mine, all, njmpi::commutative(join));
  return all;
}
// [interval]

NJMPI_DESCRIBE(interval, low, high);

int main() {
  const int rank = njmpi::rank(), size = njmpi::size();
  const interval wide = hull({1.0 * rank, rank + 1.0}, 1e9);
  const interval narrow = hull({1.0 * rank, rank + 1.0}, 1.5);
  if (rank == 0)
    std::cout << "from " << wide.low << " to " << wide.high << '\n';
  return wide.low == 0 && wide.high == size && narrow.high == std::min(size, 2) * 1.0 - (size > 1 ? 0.5 : 0)
             ? 0
             : 1;
}
