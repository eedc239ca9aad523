// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts for more ranks than a test is launched on.
#include "check.hpp"
#include <limits>
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

TEST_CASE("counts of a few ranks") {
  const std::vector<int> numbers{2, 0, 5};
  const njmpi::rt::counts single(numbers, 3, 1), triple(numbers, 3, 3);
  CHECK(single.data()[2] == 5);
  CHECK(single.displacements()[1] == 2);
  CHECK(single.total() == 7);
  CHECK(triple.data()[0] == 6);
  CHECK(triple.data()[1] == 0);
  CHECK(triple.displacements()[2] == 6);
  CHECK(triple.total() == 21);
  CHECK(njmpi::rt::counts(numbers, 0, 1).total() == 0);
}

TEST_CASE("counts that make no sense, or need more than int") {
  constexpr int most = std::numeric_limits<int>::max();
  const auto total = [](const std::vector<int>& numbers, int ranks, std::size_t multiplicity) {
    return njmpi::rt::counts(numbers, ranks, multiplicity).total();
  };
  CHECK(total({1, -1, 3}, 3, 1) >= njmpi::rt::not_contiguous);
  CHECK(total({1, -1, 3}, 3, 2) >= njmpi::rt::not_contiguous);
  CHECK(total({1, 2}, 3, 1) >= njmpi::rt::not_contiguous);
  CHECK(total({most, 1}, 2, 1) == std::size_t{most} + 1); // they and where they start are int
  CHECK(total({most, 1, 1}, 3, 1) >= njmpi::rt::not_contiguous);
  CHECK(total({most / 2 + 1}, 1, 2) >= njmpi::rt::not_contiguous);
}
