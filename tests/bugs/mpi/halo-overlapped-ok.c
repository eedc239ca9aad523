// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 3
// The inner points are computed while the ghosts travel.
#include <mpi.h>

#define N 100

static double u[N + 2], next[N + 2];

static void relax(int from, int to) {
  for (int i = from; i <= to; i++)
    next[i] = 0.5 * (u[i - 1] + u[i + 1]);
}

int main(int argc, char **argv) {
  MPI_Request r[4];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int left = rank ? rank - 1 : MPI_PROC_NULL, right = rank + 1 < size ? rank + 1 : MPI_PROC_NULL;
  for (int step = 0; step < 4; step++) {
    MPI_Irecv(&u[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &r[0]);
    MPI_Irecv(&u[N + 1], 1, MPI_DOUBLE, right, 1, MPI_COMM_WORLD, &r[1]);
    MPI_Isend(&u[1], 1, MPI_DOUBLE, left, 1, MPI_COMM_WORLD, &r[2]);
    MPI_Isend(&u[N], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &r[3]);
    for (int i = 2; i < N; i++)
      next[i] = 0.5 * (u[i - 1] + u[i + 1]);
    MPI_Waitall(4, r, MPI_STATUSES_IGNORE);
    relax(1, 1);
    relax(N, N);
    for (int i = 1; i <= N; i++)
      u[i] = next[i];
  }
  MPI_Finalize();
  return 0;
}
