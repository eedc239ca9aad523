// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts for more ranks than a test is launched on.
#include "check.hpp"
#include <vector>

TEST_CASE("counts of a hundred ranks") {
  constexpr int ranks = 100;
  std::vector<int> numbers, starts;
  for (int rank = 0; rank < ranks; ++rank) {
    numbers.push_back(rank % 3);
    starts.push_back(5 * rank);
  }
  const njmpi::rt::counts after_each_other(numbers, ranks, 2);
  const njmpi::rt::counts apart(njmpi::blocks(numbers, starts), ranks, 2);
  int next = 0;
  for (int rank = 0; rank < ranks; ++rank) {
    CHECK(after_each_other.data()[rank] == 2 * (rank % 3));
    CHECK(after_each_other.displacements()[rank] == next);
    CHECK(apart.data()[rank] == 2 * (rank % 3));
    CHECK(apart.displacements()[rank] == 10 * rank);
    next += 2 * (rank % 3);
  }
  CHECK(after_each_other.total() == static_cast<std::size_t>(next));
  CHECK(apart.total() == 10 * 98 + 4); // the last one is empty
}
