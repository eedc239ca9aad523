// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double norm = 2;
  MPI_Init(&argc, &argv);
  MPI_Allreduce(&norm, &norm, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-alias
  MPI_Finalize();
  return 0;
}
