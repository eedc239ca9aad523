// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Two operations, one variable.
#include <mpi.h>

int main(int argc, char **argv) {
  char a = 'a', b = 'b';
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 1) {
    MPI_Issend(&a, 1, MPI_CHAR, 0, 1, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
    MPI_Issend(&b, 1, MPI_CHAR, 0, 2, MPI_COMM_WORLD, &r);
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  } else if (rank == 0) {
    MPI_Recv(&a, 1, MPI_CHAR, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Recv(&b, 1, MPI_CHAR, 1, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
