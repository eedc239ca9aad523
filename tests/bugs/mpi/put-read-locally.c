// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
// The target looks at its memory before the epoch ends.
#include <mpi.h>

int main(int argc, char **argv) {
  int cell = 0, seen = 0;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  if (rank == 0)
    MPI_Put(&size, 1, MPI_INT, 1, 0, 1, MPI_INT, w);
  else if (rank == 1)
    seen = cell; // bug: global concurrency, njmpi-window-race|njmpi-buffer-race
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return seen < 0;
}
