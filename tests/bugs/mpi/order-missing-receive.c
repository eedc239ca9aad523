// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int x[2] = {0};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Ssend(&x[0], 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    MPI_Ssend(&x[1], 1, MPI_INT, 1, 1, MPI_COMM_WORLD); // bug: call ordering, njmpi-unmatched|njmpi-deadlock
  } else if (rank == 1) {
    MPI_Recv(x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
