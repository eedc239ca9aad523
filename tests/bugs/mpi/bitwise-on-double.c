// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double mask = 3, all = 0;
  MPI_Init(&argc, &argv);
  MPI_Allreduce(&mask, &all, 1, MPI_DOUBLE, MPI_BAND, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-operator
  MPI_Finalize();
  return 0;
}
