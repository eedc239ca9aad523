// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// The loop asks for a tag that nobody sends.
#include <mpi.h>

int main(int argc, char **argv) {
  int there = 0, x = 5;
  MPI_Status s;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    while (!there)
      MPI_Iprobe(1, 6, MPI_COMM_WORLD, &there, &s); // bug: call ordering, njmpi-unmatched|njmpi-deadlock
    MPI_Recv(&x, 1, MPI_INT, 1, 6, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // or: njmpi-unmatched
  } else if (rank == 1) {
    MPI_Send(&x, 1, MPI_INT, 0, 5, MPI_COMM_WORLD); // bug: call ordering, njmpi-unmatched
  }
  MPI_Finalize();
  return 0;
}
