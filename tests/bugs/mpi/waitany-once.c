// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// waitany completes one of two.
#include <mpi.h>

int main(int argc, char **argv) {
  int x[2], which;
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Irecv(&x[0], 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &r[0]); // bug: request life cycle, njmpi-request-leak
    MPI_Irecv(&x[1], 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &r[1]); // or: njmpi-request-leak
    MPI_Waitany(2, r, &which, MPI_STATUS_IGNORE);
  } else if (rank == 1) {
    for (int i = 0; i < 2; i++)
      MPI_Send(&i, 1, MPI_INT, 0, i, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
