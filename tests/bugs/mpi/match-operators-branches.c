// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  float x = 2, y;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank % 2)
    MPI_Reduce(&x, &y, 1, MPI_FLOAT, MPI_MAX, 0, MPI_COMM_WORLD); // bug: parameter matching, njmpi-divergence|njmpi-collective-mismatch
  else
    MPI_Reduce(&x, &y, 1, MPI_FLOAT, MPI_MIN, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
