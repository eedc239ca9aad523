// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int *all;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  all = malloc(size * sizeof(int));
  MPI_Gather(&rank, 1, MPI_INT, all, 1, MPI_INT, size, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-argument
  free(all);
  MPI_Finalize();
  return 0;
}
