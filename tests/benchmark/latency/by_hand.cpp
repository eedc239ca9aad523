// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two patterns against the C API.
#include "variants.hpp"
#include <cstdio>
#include <mpi.h>

namespace by_hand {
namespace {

[[gnu::cold, gnu::noinline]] void failed(int code) {
  std::fprintf(stderr, "MPI call failed: %d\n", code);
  MPI_Abort(MPI_COMM_WORLD, code);
}
inline void check(int code) {
  if (code != MPI_SUCCESS)
    failed(code);
}

} // namespace

void ping_pong(std::vector<char>& data, int rank, int rounds) {
  const int n = static_cast<int>(data.size());
  for (int i = 0; i < rounds; ++i) {
    if (rank == 0) {
      check(MPI_Send(data.data(), n, MPI_CHAR, 1, 0, MPI_COMM_WORLD));
      check(MPI_Recv(data.data(), n, MPI_CHAR, 1, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE));
    } else {
      check(MPI_Recv(data.data(), n, MPI_CHAR, 0, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE));
      check(MPI_Send(data.data(), n, MPI_CHAR, 0, 0, MPI_COMM_WORLD));
    }
  }
}

double sum(double value, int rounds) {
  double total = 0;
  for (int i = 0; i < rounds; ++i)
    check(MPI_Allreduce(&value, &total, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD));
  return total;
}

} // namespace by_hand
