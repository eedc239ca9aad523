// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <mpi.h>

void swap(double *x, double *y, int n) {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    MPI_Sendrecv(x, n, MPI_DOUBLE, 1 - rank, 0, y, n, MPI_DOUBLE, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
}

void replace(double *x, int n, MPI_Status *status) {
  int rank = 0, size = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  const int right = (rank + 1) % size, left = (rank + size - 1) % size;
  MPI_Sendrecv_replace(x, n, MPI_DOUBLE, right, 7, left, MPI_ANY_TAG, MPI_COMM_WORLD, status);
}

// Nothing to replace: the buffers overlap.
void halves(double *x) {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    MPI_Send(x, 4, MPI_DOUBLE, 1 - rank, 0, MPI_COMM_WORLD);
    MPI_Recv(x + 2, 4, MPI_DOUBLE, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
}
