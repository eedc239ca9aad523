// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int mine[2] = {0};
  double all[64];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size <= 32)
    MPI_Gather(mine, 2, MPI_INT, all, 2, MPI_DOUBLE, 0, MPI_COMM_WORLD); // bug: parameter matching, njmpi-type-mismatch
  MPI_Finalize();
  return 0;
}
