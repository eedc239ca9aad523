// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 3
// A binomial tree: who has the value sends it to the rank half a stride further on.
#include <mpi.h>

static void tree(int *value, int rank, int size) {
  for (int stride = 1; stride < size; stride *= 2) {
    if (rank < stride && rank + stride < size)
      MPI_Send(value, 1, MPI_INT, rank + stride, 0, MPI_COMM_WORLD);
    else if (rank >= stride && rank < 2 * stride)
      MPI_Recv(value, 1, MPI_INT, rank - stride, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
}

int main(int argc, char **argv) {
  int value = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0)
    value = 11;
  tree(&value, rank, size);
  if (value != 11)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Finalize();
  return 0;
}
