// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// The one sends with its own tag and expects its own tag back.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 1;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Sendrecv_replace(&x, 1, MPI_INT, 1, 10, 1, 10, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: parameter matching, njmpi-unmatched|njmpi-deadlock
  else if (rank == 1)
    MPI_Sendrecv_replace(&x, 1, MPI_INT, 0, 11, 0, 11, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: parameter matching, njmpi-unmatched|njmpi-deadlock
  MPI_Finalize();
  return 0;
}
