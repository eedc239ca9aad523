// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <iostream>
#include <numeric>
#include <vector>

// The sum of this rank's numbers and of its left neighbour's. The own sum is made while messages travel.
// [exchange]
[[njmpi::kernel]] double sum_with_left(const std::vector<double>& mine, int left, int right) {
  std::vector<double> theirs(mine.size());
  auto receiving = njmpi::irecv(theirs, left);
  auto sending = njmpi::isend(mine, right);

  double sum = std::accumulate(mine.begin(), mine.end(), 0.0); // needs nothing from elsewhere

  njmpi::waitall(receiving, sending);
  return std::accumulate(theirs.begin(), theirs.end(), sum);
}
// [exchange]

int main() {
  const int rank = njmpi::rank(), size = njmpi::size();
  const int left = (rank + size - 1) % size, right = (rank + 1) % size;
  const double sum = sum_with_left(std::vector<double>(1000, rank), left, right);
  if (rank == 0)
    std::cout << "rank 0 and its neighbour: " << sum << '\n';
  return sum == 1000.0 * (rank + left) ? 0 : 1;
}
