// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// The size is no rank.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size, v = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2) {
    MPI_Finalize();
    return 1;
  }
  MPI_Bcast(&v, 1, MPI_INT, size, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-argument
  MPI_Finalize();
  return 0;
}
