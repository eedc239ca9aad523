// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <mpi.h>

static void post(int *message, int value, int dest, MPI_Request *r) {
  for (int i = 0; i < 4; i++)
    message[i] = value;
  MPI_Isend(message, 4, MPI_INT, dest, 0, MPI_COMM_WORLD, r);
}

int main(int argc, char **argv) {
  int x[4];
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    post(x, 3, 1, &r);
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  } else if (rank == 1) {
    MPI_Recv(x, 4, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
