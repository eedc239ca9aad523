// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// The helper keeps the request to itself, and nobody can wait for it.
#include <mpi.h>

static void post(int *x, int dest) {
  MPI_Request mine;
  MPI_Isend(x, 1, MPI_INT, dest, 0, MPI_COMM_WORLD, &mine); // bug: request life cycle, njmpi-request-leak
}

int main(int argc, char **argv) {
  static int x;
  int y;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    post(&x, 1);
  else if (rank == 1)
    MPI_Recv(&y, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
