// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Each rank leaves the endless loop when its own part is small enough.
#include <math.h>
#include <mpi.h>

void solve(double *u, int n, double tolerance) {
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  for (;;) {
    double own = 0, all;
    for (int i = 0; i < n; i++)
      own += fabs(u[i] * (rank + 1));
    if (own < tolerance)
      break;
    MPI_Allreduce(&own, &all, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
    for (int i = 0; i < n; i++)
      u[i] -= 0.1 * all;
  }
  MPI_Barrier(MPI_COMM_WORLD);
}
