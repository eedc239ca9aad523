// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Rsend(&x, 1, MPI_INT, -20, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-argument
  }
  MPI_Finalize();
  return 0;
}
