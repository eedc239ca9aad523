// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 3
// Blocks of one array, one for each rank, sent and received at the same time.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  double *block = calloc(2 * size, sizeof *block);
  MPI_Request *r = malloc(2 * size * sizeof *r);
  for (int i = 0; i < size; i++) {
    MPI_Irecv(block + size + i, 1, MPI_DOUBLE, i, 0, MPI_COMM_WORLD, r + 2 * i);
    MPI_Isend(block + i, 1, MPI_DOUBLE, i, 0, MPI_COMM_WORLD, r + 2 * i + 1);
  }
  MPI_Waitall(2 * size, r, MPI_STATUSES_IGNORE);
  MPI_Alltoall(MPI_IN_PLACE, 1, MPI_DOUBLE, block, 1, MPI_DOUBLE, MPI_COMM_WORLD);
  free(r);
  free(block);
  (void)rank;
  MPI_Finalize();
  return 0;
}
