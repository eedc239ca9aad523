// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Includes njmpi, and calls it through the header; no kernel.
#include <cmath>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

double norm(std::span<const double> values) {
  double mine = 0, all = 0;
  for (const double value : values)
    mine += value * value;
  njmpi::allreduce(mine, all);
  return std::sqrt(all);
}

int main() { return norm(std::vector<double>(1000, 1.0)) > 0 ? 0 : 1; }
