// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int cell = 0, one = 1;
  MPI_Win w;
  MPI_Init(&argc, &argv);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  MPI_Put(&one, 1, MPI_INT, -12, 0, 1, MPI_INT, w); // bug: invalid parameter, njmpi-argument
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
