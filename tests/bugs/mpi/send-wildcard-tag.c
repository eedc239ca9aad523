// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int token = 42, rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Ssend(&token, 1, MPI_INT, 1, MPI_ANY_TAG, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-argument
  else if (rank == 1)
    MPI_Recv(&token, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // also: njmpi-unmatched|njmpi-deadlock
  MPI_Finalize();
  return 0;
}
