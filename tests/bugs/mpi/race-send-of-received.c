// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// The token is sent on before it has come.
#include <mpi.h>

int main(int argc, char **argv) {
  int token = 0;
  MPI_Request r;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int right = (rank + 1) % size, left = (rank + size - 1) % size;
  MPI_Irecv(&token, 1, MPI_INT, left, 0, MPI_COMM_WORLD, &r);
  MPI_Send(&token, 1, MPI_INT, right, 0, MPI_COMM_WORLD); // bug: local concurrency, njmpi-buffer-race
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
