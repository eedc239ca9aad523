// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int dims[2] = {1, 1}, periodic[2] = {0, 0};
  MPI_Comm grid;
  MPI_Init(&argc, &argv);
  MPI_Cart_create(MPI_COMM_WORLD, -2, dims, periodic, 0, &grid); // bug: invalid parameter, njmpi-argument
  if (grid != MPI_COMM_NULL)
    MPI_Comm_free(&grid);
  MPI_Finalize();
  return 0;
}
