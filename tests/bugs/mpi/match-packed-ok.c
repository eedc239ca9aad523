// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// What was packed may be received as what it was packed from.
#include <mpi.h>

int main(int argc, char **argv) {
  char space[64];
  int n[2] = {1, 2}, at = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Pack(n, 2, MPI_INT, space, sizeof space, &at, MPI_COMM_WORLD);
    MPI_Send(space, at, MPI_PACKED, 1, 0, MPI_COMM_WORLD);
  } else if (rank == 1) {
    MPI_Recv(n, 2, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
