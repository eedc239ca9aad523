// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// MPI_REPLACE is for one-sided calls.
#include <mpi.h>

int main(int argc, char **argv) {
  int one = 1, sum = 0;
  MPI_Init(&argc, &argv);
  MPI_Allreduce(&one, &sum, 1, MPI_INT, MPI_REPLACE, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-operator
  MPI_Finalize();
  return 0;
}
