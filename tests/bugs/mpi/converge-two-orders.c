// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 3
// Until all agree that it is enough: the root waits in another collective than the others.
#include <mpi.h>

void relax(double *u, double *error, int n);

void solve(double *u, int n, double tolerance) {
  int rank;
  double error, largest;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  do {
    relax(u, &error, n);
    MPI_Allreduce(&error, &largest, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    if (rank == 0)
      MPI_Barrier(MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
    else
      MPI_Bcast(u, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  } while (largest > tolerance);
}
