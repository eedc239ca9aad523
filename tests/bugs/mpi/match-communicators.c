// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 1;
  MPI_Comm own;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_dup(MPI_COMM_WORLD, &own);
  if (rank == 0)
    MPI_Send(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD); // bug: parameter matching, njmpi-unmatched
  else if (rank == 1)
    MPI_Recv(&x, 1, MPI_INT, 0, 0, own, MPI_STATUS_IGNORE); // bug: parameter matching, njmpi-unmatched
  MPI_Comm_free(&own);
  MPI_Finalize();
  return 0;
}
