// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  float eps = 1e-3f;
  MPI_Init(&argc, &argv);
  MPI_Bcast(&eps, 1, MPI_FLOAT, -5, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-argument
  MPI_Finalize();
  return 0;
}
