// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 2
// The wildcard may take the message that the second receive needs.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 0, y = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 3) {
    MPI_Finalize();
    return 1;
  }
  if (rank == 2) {
    MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: message race, njmpi-message-race
    MPI_Recv(&y, 1, MPI_INT, 0, 8, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  } else if (rank == 0) {
    MPI_Send(&x, 1, MPI_INT, 2, 8, MPI_COMM_WORLD);
  } else if (rank == 1) {
    MPI_Send(&y, 1, MPI_INT, 2, 9, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
