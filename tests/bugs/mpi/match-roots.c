// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// The owner of the data is taken for the root.
#include <mpi.h>

int main(int argc, char **argv) {
  double limit = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    limit = 1;
    MPI_Bcast(&limit, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD); // bug: parameter matching, njmpi-divergence|njmpi-collective-mismatch
  } else {
    MPI_Bcast(&limit, 1, MPI_DOUBLE, 1, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
