// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    for (int i = 0; i < 5; i++)
      MPI_Send(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
  else if (rank == 1)
    for (int i = 0; i < 6; i++)
      MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: call ordering, njmpi-unmatched|njmpi-deadlock
  MPI_Finalize();
  return 0;
}
