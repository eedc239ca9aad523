// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 3
// The step is taken before the edges are there.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  const int total = argc > 1 ? atoi(argv[1]) : 40;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int n = total / size + (rank < total % size);
  int left = rank > 0 ? rank - 1 : MPI_PROC_NULL, right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
  double *u = calloc(n + 2, sizeof *u), *v = calloc(n + 2, sizeof *v);
  for (int i = 0; i < 10; i++) {
    MPI_Request r[4];
    MPI_Irecv(&u[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &r[0]);
    MPI_Irecv(&u[n + 1], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &r[1]);
    MPI_Isend(&u[1], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &r[2]);
    MPI_Isend(&u[n], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &r[3]);
    for (int k = 1; k <= n; k++)
      v[k] = 0.5 * (u[k - 1] + u[k + 1]); // bug: local concurrency, njmpi-buffer-race
    MPI_Waitall(4, r, MPI_STATUSES_IGNORE);
    for (int k = 1; k <= n; k++)
      u[k] = v[k];
  }
  free(u);
  free(v);
  MPI_Finalize();
  return 0;
}
