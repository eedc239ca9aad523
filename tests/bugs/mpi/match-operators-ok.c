// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// The choice is the program's argument, the same on all ranks.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 2, y;
  MPI_Init(&argc, &argv);
  MPI_Op op = argc > 1 ? MPI_PROD : MPI_SUM;
  MPI_Allreduce(&x, &y, 1, MPI_INT, op, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
