// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// The message is gone when it is probed for.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 0;
  MPI_Status s;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Recv(&x, 1, MPI_INT, 1, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Probe(1, 3, MPI_COMM_WORLD, &s); // bug: call ordering, njmpi-unmatched|njmpi-deadlock
  } else if (rank == 1) {
    MPI_Send(&x, 1, MPI_INT, 0, 3, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
