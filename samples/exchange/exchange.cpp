// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pairs of ranks swap 10,000 random doubles, and check what they got.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <vector>

// The numbers a rank starts with. Seeded by the rank, so that its partner knows what to expect.
std::vector<double> numbers_of(int rank) {
  std::mt19937_64 generator(rank);
  std::uniform_real_distribution<double> uniform(-1, 1);
  std::vector<double> numbers(10'000);
  std::ranges::generate(numbers, [&] { return uniform(generator); });
  return numbers;
}

// Both transfers are under way before either is waited for: no order of the two ranks can deadlock.
[[njmpi::kernel]] std::vector<double> swap_with(int partner, const std::vector<double>& mine) {
  std::vector<double> theirs(mine.size());
  auto receiving = njmpi::irecv(theirs, partner);
  auto sending = njmpi::isend(mine, partner);
  njmpi::waitall(receiving, sending);
  return theirs;
}

[[njmpi::kernel]] int sum_over_ranks(int mine) {
  int sum = 0;
  njmpi::allreduce(mine, sum, njmpi::op::sum);
  return sum;
}

int main() {
  const int rank = njmpi::rank();
  const int size = njmpi::size();
  const int neighbour = rank ^ 1;                          // 0 and 1, 2 and 3, ...
  const int partner = neighbour < size ? neighbour : rank; // the last of an odd number: itself

  const bool right = swap_with(partner, numbers_of(rank)) == numbers_of(partner);
  const int wrong = sum_over_ranks(right ? 0 : 1);
  if (rank == 0)
    std::cout << size - wrong << " of " << size << " ranks got their partner's numbers\n";
  return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
