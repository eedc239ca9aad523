// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 1, sum = 0;
  MPI_Op op = MPI_OP_NULL;
  MPI_Init(&argc, &argv);
  MPI_Reduce(&x, &sum, 1, MPI_INT, op, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-operator|njmpi-argument
  MPI_Finalize();
  return 0;
}
