// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Two communicators of the same ranks, in two orders.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm other;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_dup(MPI_COMM_WORLD, &other);
  if (rank == 0) {
    MPI_Barrier(MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence|njmpi-deadlock
    MPI_Barrier(other);
  } else {
    MPI_Barrier(other);
    MPI_Barrier(MPI_COMM_WORLD);
  }
  MPI_Comm_free(&other);
  MPI_Finalize();
  return 0;
}
