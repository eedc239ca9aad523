// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <iostream>
#include <vector>

// Sends to the right, receives from the left, in one call.
[[njmpi::kernel]] std::vector<double> shift(const std::vector<double>& mine) {
  const int rank = njmpi::rank();
  const int size = njmpi::size();
  const int right = (rank + 1) % size;
  const int left = (rank + size - 1) % size;
  std::vector<double> theirs(mine.size());
  njmpi::sendrecv(mine, right, theirs, left);
  return theirs;
}

int main() {
  const int size = njmpi::size();
  std::vector<double> numbers(1000, njmpi::rank());
  for (int step = 0; step < size; ++step) // once around
    numbers = shift(numbers);
  if (njmpi::rank() == 0)
    std::cout << "rank 0 has its own numbers back: " << numbers.front() << '\n';
  return numbers == std::vector<double>(1000, njmpi::rank()) ? 0 : 1;
}
