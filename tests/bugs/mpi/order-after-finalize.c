// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 0;
  MPI_Init(&argc, &argv);
  MPI_Finalize();
  MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD); // bug: call ordering, njmpi-order
  return x;
}
