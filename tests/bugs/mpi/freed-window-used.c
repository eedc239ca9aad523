// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// The fence gets a window that is none any more.
#include <mpi.h>

int main(int argc, char **argv) {
  int cell = 0;
  MPI_Win w;
  MPI_Init(&argc, &argv);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
  MPI_Win_fence(0, w); // bug: invalid parameter, njmpi-argument|njmpi-epoch|njmpi-handle
  MPI_Finalize();
  return 0;
}
