// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  float mine[2] = {1, 2};
  float *all;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  all = malloc(2 * size * sizeof(double));
  MPI_Allgather(mine, 2, MPI_FLOAT, all, 2, MPI_DOUBLE, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-type-mismatch
  free(all);
  MPI_Finalize();
  return 0;
}
