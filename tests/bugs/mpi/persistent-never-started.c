// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// A persistent receive that is waited for without having been started.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 0;
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Recv_init(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &r);
    MPI_Wait(&r, MPI_STATUS_IGNORE); // bug: request life cycle, njmpi-request-reuse
    MPI_Request_free(&r);
  }
  MPI_Finalize();
  return 0;
}
