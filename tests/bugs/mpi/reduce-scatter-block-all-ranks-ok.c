// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double weights[64] = {0}, mine = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64)
    MPI_Abort(MPI_COMM_WORLD, 1);
  switch (rank) {
  case 0:
    MPI_Reduce_scatter_block(weights, &mine, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    break;
  default:
    MPI_Reduce_scatter_block(weights, &mine, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
