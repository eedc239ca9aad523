// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// The root cuts the array in pieces of three, and the others want four.
#include <mpi.h>

int main(int argc, char **argv) {
  int all[96] = {0}, part[4];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size <= 24)
    MPI_Scatter(all, 3, MPI_INT, part, 4, MPI_INT, 0, MPI_COMM_WORLD); // bug: parameter matching, njmpi-count|njmpi-type-mismatch|njmpi-divergence|njmpi-collective-mismatch
  MPI_Finalize();
  return 0;
}
