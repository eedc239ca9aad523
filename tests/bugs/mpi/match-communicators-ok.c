// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// A copy of the handle is the same communicator.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 1;
  MPI_Comm own, alias;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_dup(MPI_COMM_WORLD, &own);
  alias = own;
  if (rank == 0)
    MPI_Send(&x, 1, MPI_INT, 1, 0, own);
  else if (rank == 1)
    MPI_Recv(&x, 1, MPI_INT, 0, 0, alias, MPI_STATUS_IGNORE);
  MPI_Comm_free(&own);
  MPI_Finalize();
  return 0;
}
