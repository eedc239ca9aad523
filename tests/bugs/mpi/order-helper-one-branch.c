// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// The barrier is in a function that half of the ranks call.
#include <mpi.h>

static void synchronise(int verbose) {
  if (verbose)
    MPI_Barrier(MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
  else
    MPI_Barrier(MPI_COMM_WORLD);
}

int main(int argc, char **argv) {
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank % 2 == 0)
    synchronise(1); // or: njmpi-divergence
  MPI_Finalize();
  return 0;
}
