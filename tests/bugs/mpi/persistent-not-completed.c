// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 0;
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Recv_init(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak|njmpi-resource-leak
    MPI_Start(&r); // or: njmpi-request-leak
  } else if (rank == 1) {
    MPI_Send(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
