// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// A byte has bits.
#include <mpi.h>

int main(int argc, char **argv) {
  unsigned char mine[4] = {1, 2, 3, 4}, all[4];
  MPI_Init(&argc, &argv);
  MPI_Allreduce(mine, all, 4, MPI_BYTE, MPI_BOR, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
