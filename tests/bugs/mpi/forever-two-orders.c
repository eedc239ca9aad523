// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 3
// A loop without an end of its own, which is left together.
#include <mpi.h>

void relax(double *u, double *error, int n);

void solve(double *u, int n, double tolerance) {
  int rank;
  double error, largest;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  for (;;) {
    relax(u, &error, n);
    if (rank == 0)
      MPI_Barrier(MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
    else
      MPI_Bcast(u, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    MPI_Allreduce(&error, &largest, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    if (largest < tolerance)
      break;
  }
}
