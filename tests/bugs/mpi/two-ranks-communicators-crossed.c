// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Barriers on two communicators, in two orders.
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 2)
    printf("needs two ranks\n");
  MPI_Comm copy;
  MPI_Comm_dup(MPI_COMM_WORLD, &copy);
  if (rank == 0) {
    MPI_Barrier(MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence|njmpi-deadlock
    MPI_Barrier(copy);
  } else if (rank == 1) {
    MPI_Barrier(copy); // or: njmpi-divergence|njmpi-deadlock
    MPI_Barrier(MPI_COMM_WORLD);
  }
  MPI_Comm_free(&copy);
  MPI_Finalize();
  return 0;
}
