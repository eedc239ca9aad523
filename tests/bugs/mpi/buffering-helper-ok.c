// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 2
#include <mpi.h>

static void swap(double *mine, double *theirs, int n, int partner, int first) {
  if (first)
    MPI_Send(mine, n, MPI_DOUBLE, partner, 0, MPI_COMM_WORLD);
  MPI_Recv(theirs, n, MPI_DOUBLE, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  if (!first)
    MPI_Send(mine, n, MPI_DOUBLE, partner, 0, MPI_COMM_WORLD);
}

int main(int argc, char **argv) {
  double a[64] = {0}, b[64];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2)
    swap(a, b, 64, 1 - rank, rank == 0);
  MPI_Finalize();
  return 0;
}
