// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv) {
  int x[2] = {0}, flag;
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    MPI_Irecv(&x[0], 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &r[0]); // bug: request life cycle, njmpi-request-leak
    MPI_Isend(&x[1], 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &r[1]); // or: njmpi-request-leak
    MPI_Testall(2, r, &flag, MPI_STATUSES_IGNORE);
    if (!flag)
      printf("not yet\n");
  }
  MPI_Finalize();
  return 0;
}
