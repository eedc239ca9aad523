// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// What a broadcast sends must not change under way.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int v = 5;
  MPI_Request q;
  MPI_Ibcast(&v, 1, MPI_INT, 0, MPI_COMM_WORLD, &q);
  if (rank == 0)
    v = size; // bug: local concurrency, njmpi-buffer-race
  MPI_Wait(&q, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
