// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double pair[2] = {0.5, 0}, least[2];
  MPI_Init(&argc, &argv);
  MPI_Reduce(pair, least, 2, MPI_DOUBLE, MPI_MINLOC, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-operator
  MPI_Finalize();
  return 0;
}
