// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  char memory[16];
  MPI_Win w;
  MPI_Init(&argc, &argv);
  MPI_Win_create(memory, -16, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &w); // bug: invalid parameter, njmpi-argument
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
