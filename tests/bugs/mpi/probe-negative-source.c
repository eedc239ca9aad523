// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Status found;
  char text[32] = "hello";
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Probe(-40, 3, MPI_COMM_WORLD, &found); // bug: invalid parameter, njmpi-argument
    MPI_Recv(text, sizeof text, MPI_CHAR, found.MPI_SOURCE, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // also: njmpi-unmatched|njmpi-deadlock
  } else if (rank == 1) {
    MPI_Send(text, 6, MPI_CHAR, 0, 3, MPI_COMM_WORLD); // also: njmpi-unmatched|njmpi-deadlock
  }
  MPI_Finalize();
  return 0;
}
