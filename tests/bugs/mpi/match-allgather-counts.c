// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  long mine[2] = {0}, all[64];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size <= 32)
    MPI_Allgather(mine, rank % 2 + 1, MPI_LONG, all, 2, MPI_LONG, MPI_COMM_WORLD); // bug: parameter matching, njmpi-divergence|njmpi-collective-mismatch|njmpi-count
  MPI_Finalize();
  return 0;
}
