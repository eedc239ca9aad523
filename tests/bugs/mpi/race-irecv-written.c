// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <string.h>
#include <mpi.h>

int main(int argc, char **argv) {
  char text[32];
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 1) {
    MPI_Irecv(text, 32, MPI_CHAR, 0, 0, MPI_COMM_WORLD, &r);
    memset(text, 0, sizeof text); // bug: local concurrency, njmpi-buffer-race
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  } else if (rank == 0) {
    strcpy(text, "message");
    MPI_Send(text, 8, MPI_CHAR, 1, 0, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
