// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 3
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int *x, *ready, n;
  MPI_Request *r;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0) {
    x = malloc(size * sizeof *x);
    ready = malloc(size * sizeof *ready);
    r = malloc(size * sizeof *r);
    for (int i = 1; i < size; i++)
      MPI_Irecv(&x[i - 1], 1, MPI_INT, i, 0, MPI_COMM_WORLD, &r[i - 1]);
    for (int left = size - 1; left > 0; left -= n)
      MPI_Waitsome(size - 1, r, &n, ready, MPI_STATUSES_IGNORE);
    free(r);
    free(ready);
    free(x);
  } else {
    MPI_Send(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
