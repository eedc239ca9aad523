// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 3
// The bins are summed up in the epoch in which the others still add to them.
#include <stdlib.h>
#include <mpi.h>

enum { EACH = 8 };

int main(int argc, char **argv) {
  long *bin, one = 1, mine = 0;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_allocate(EACH * sizeof *bin, sizeof *bin, MPI_INFO_NULL, MPI_COMM_WORLD, &bin, &w);
  for (int i = 0; i < EACH; i++)
    bin[i] = 0;
  MPI_Win_fence(0, w);
  for (int r = 0; r < size; r++)
    MPI_Accumulate(&one, 1, MPI_LONG, r, 0, 1, MPI_LONG, MPI_SUM, w);
  mine += bin[0]; // bug: global concurrency, njmpi-window-race|njmpi-buffer-race
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
  (void)rank;
  MPI_Finalize();
  return 0;
}
