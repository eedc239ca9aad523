// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// A grid of -2 dimensions.
#include <mpi.h>

int main(int argc, char **argv) {
  int dims[2] = {0, 0}, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Dims_create(size, -2, dims); // bug: invalid parameter, njmpi-argument
  MPI_Finalize();
  return 0;
}
