// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  unsigned mask = 3, all = 0;
  unsigned char byte = 1, any = 0;
  MPI_Init(&argc, &argv);
  MPI_Allreduce(&mask, &all, 1, MPI_UNSIGNED, MPI_BAND, MPI_COMM_WORLD);
  MPI_Allreduce(&byte, &any, 1, MPI_BYTE, MPI_BOR, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
