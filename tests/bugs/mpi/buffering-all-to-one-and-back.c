// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 3
// Everybody sends to everybody before anybody receives.
#include <mpi.h>

int main(int argc, char **argv) {
  int in;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  for (int r = 0; r < size; r++)
    if (r != rank)
      MPI_Send(&rank, 1, MPI_INT, r, 0, MPI_COMM_WORLD); // bug: input-output buffering, njmpi-deadlock
  for (int r = 0; r < size; r++)
    if (r != rank)
      MPI_Recv(&in, 1, MPI_INT, r, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
