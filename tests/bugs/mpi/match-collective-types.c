// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int i = 0;
  float f = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Bcast(&i, 1, MPI_INT, 0, MPI_COMM_WORLD); // bug: parameter matching, njmpi-divergence|njmpi-collective-mismatch|njmpi-type-mismatch
  else
    MPI_Bcast(&f, 1, MPI_FLOAT, 0, MPI_COMM_WORLD); // or: njmpi-type-mismatch
  MPI_Finalize();
  return 0;
}
