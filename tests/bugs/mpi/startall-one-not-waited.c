// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double in = 0, out = 1;
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    MPI_Recv_init(&in, 1, MPI_DOUBLE, 1 - rank, 0, MPI_COMM_WORLD, &r[0]); // bug: request life cycle, njmpi-request-leak|njmpi-resource-leak
    MPI_Send_init(&out, 1, MPI_DOUBLE, 1 - rank, 0, MPI_COMM_WORLD, &r[1]);
    MPI_Startall(2, r); // or: njmpi-request-leak
    MPI_Wait(&r[1], MPI_STATUS_IGNORE);
    MPI_Request_free(&r[1]);
  }
  MPI_Finalize();
  return 0;
}
