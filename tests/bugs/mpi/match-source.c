// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// Everybody sends to the first rank, which listens to itself.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 1;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0 && size > 1)
    MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: parameter matching, njmpi-unmatched|njmpi-deadlock
  if (rank == 1)
    MPI_Send(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD); // bug: parameter matching, njmpi-unmatched
  MPI_Finalize();
  return 0;
}
