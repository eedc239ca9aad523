// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "everyone.hpp"

#include <iostream>

enum class colour { red, green };

int main() {
  const int rank = njmpi::rank(), size = njmpi::size();
  const std::vector<double> halves = everyones(0.5 * rank);
  const std::vector<colour> colours = everyones(rank % 2 ? colour::green : colour::red);
  if (rank == 0)
    std::cout << "the last rank says " << halves.back() << '\n';
  return halves.back() == 0.5 * (size - 1) && colours[0] == colour::red ? 0 : 1;
}
