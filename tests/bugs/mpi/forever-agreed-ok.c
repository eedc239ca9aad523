// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 3
// Loops without an end of their own that all ranks leave in the same pass.
#include <mpi.h>

static void by_sum(double *u, int n, double tolerance) {
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  for (;;) {
    double own = 0, all;
    for (int i = 0; i < n; i++)
      own += u[i] * (rank + 1);
    MPI_Allreduce(&own, &all, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    if (all < tolerance)
      break;
    for (int i = 0; i < n; i++)
      u[i] -= 0.1 * all;
  }
  MPI_Barrier(MPI_COMM_WORLD);
}

static void by_root(double *u, int n, double tolerance) {
  int rank, enough = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  while (1) {
    double own = 0, all = 0;
    for (int i = 0; i < n; i++)
      own += u[i] * (rank + 1);
    MPI_Reduce(&own, &all, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0)
      enough = all < tolerance;
    MPI_Bcast(&enough, 1, MPI_INT, 0, MPI_COMM_WORLD);
    if (enough)
      return;
    for (int i = 0; i < n; i++)
      u[i] *= 0.9;
  }
}

int main(int argc, char **argv) {
  double u[100] = {1};
  MPI_Init(&argc, &argv);
  by_sum(u, 100, argc);
  by_root(u, 100, argc);
  MPI_Finalize();
  return 0;
}
