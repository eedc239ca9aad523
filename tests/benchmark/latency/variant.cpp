// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two patterns with njmpi. Compiled as NJMPI_BENCHMARK_VARIANT = plain and = rewritten.
#include "variants.hpp"
#include <njmpi/njmpi.hpp>

namespace NJMPI_BENCHMARK_VARIANT {

[[njmpi::kernel]] void ping_pong(std::vector<char>& data, int rank, int rounds) {
  for (int i = 0; i < rounds; ++i) {
    if (rank == 0) {
      njmpi::send(data, 1);
      njmpi::recv(data, 1);
    } else {
      njmpi::recv(data, 0);
      njmpi::send(data, 0);
    }
  }
}

[[njmpi::kernel]] double sum(double value, int rounds) {
  double total = 0;
  for (int i = 0; i < rounds; ++i)
    njmpi::allreduce(value, total);
  return total;
}

} // namespace NJMPI_BENCHMARK_VARIANT
