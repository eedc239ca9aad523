// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 3
// A bar that is heated at its ends, cut over the ranks.
#include <math.h>
#include <stdlib.h>
#include <mpi.h>

static double step(const double *u, double *v, int n) {
  double change = 0;
  for (int i = 1; i <= n; i++) {
    v[i] = 0.5 * (u[i - 1] + u[i + 1]);
    change = fmax(change, fabs(v[i] - u[i]));
  }
  return change;
}

int main(int argc, char **argv) {
  const int total = argc > 1 ? atoi(argv[1]) : 40;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int n = total / size + (rank < total % size);
  int left = rank > 0 ? rank - 1 : MPI_PROC_NULL, right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
  double *u = calloc(n + 2, sizeof *u), *v = calloc(n + 2, sizeof *v), most;
  if (!u || !v)
    MPI_Abort(MPI_COMM_WORLD, 1);
  if (rank == 0)
    u[0] = v[0] = 1;
  for (int i = 0; i < 100; i++) {
    MPI_Request r[4];
    MPI_Irecv(&u[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &r[0]);
    MPI_Irecv(&u[n + 1], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &r[1]);
    MPI_Isend(&u[1], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &r[2]);
    MPI_Isend(&u[n], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &r[3]);
    MPI_Waitall(4, r, MPI_STATUSES_IGNORE);
    double change = step(u, v, n);
    MPI_Allreduce(&change, &most, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    double *t = u;
    u = v;
    v = t;
    if (most < 1e-3)
      break;
  }
  free(u);
  free(v);
  MPI_Finalize();
  return 0;
}
