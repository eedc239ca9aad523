// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 2
// The exchange is a function that both ranks call.
#include <mpi.h>

static void swap(double *mine, double *theirs, int n, int partner) {
  MPI_Send(mine, n, MPI_DOUBLE, partner, 0, MPI_COMM_WORLD); // bug: input-output buffering, njmpi-deadlock
  MPI_Recv(theirs, n, MPI_DOUBLE, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

int main(int argc, char **argv) {
  double a[64] = {0}, b[64];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    swap(a, b, 64, 1);
  else if (rank == 1)
    swap(a, b, 64, 0);
  MPI_Finalize();
  return 0;
}
