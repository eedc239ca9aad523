// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Nobody can know when the value is there.
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv) {
  int x = 0;
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Irecv(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
    MPI_Request_free(&r); // or: njmpi-request-reuse|njmpi-request-leak
    printf("%d\n", x); // also: njmpi-buffer-race
  } else if (rank == 1) {
    MPI_Send(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
