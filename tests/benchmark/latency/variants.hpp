// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two communication patterns, written three times.
#pragma once

#include <vector>

#define NJMPI_BENCHMARK_PATTERNS                                                                             \
  void ping_pong(std::vector<char>& data, int rank, int rounds);                                             \
  double sum(double value, int rounds);

namespace by_hand {
NJMPI_BENCHMARK_PATTERNS
}
namespace plain {
NJMPI_BENCHMARK_PATTERNS
}
namespace rewritten {
NJMPI_BENCHMARK_PATTERNS
}
