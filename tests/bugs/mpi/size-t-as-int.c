// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv) {
  char text[64] = "a line of text";
  size_t length = strlen(text) + 1;
  MPI_Init(&argc, &argv);
  MPI_Bcast(&length, 1, MPI_INT, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-type-mismatch
  MPI_Bcast(text, 64, MPI_CHAR, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
