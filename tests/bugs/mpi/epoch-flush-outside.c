// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int cell = 0;
  MPI_Win w;
  MPI_Init(&argc, &argv);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  MPI_Win_flush(0, w); // bug: epoch life cycle, njmpi-epoch
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
