// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double x = 1;
  float y = 0;
  MPI_Request r = MPI_REQUEST_NULL;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Send_init(&x, 1, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD, &r);
  else if (rank == 1)
    MPI_Recv_init(&y, 1, MPI_FLOAT, 0, 0, MPI_COMM_WORLD, &r); // bug: parameter matching, njmpi-type-mismatch
  if (rank < 2) {
    MPI_Start(&r);
    MPI_Wait(&r, MPI_STATUS_IGNORE);
    MPI_Request_free(&r);
  }
  MPI_Finalize();
  return 0;
}
