// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
// Two ranges of the target that share two elements.
#include <mpi.h>

int main(int argc, char **argv) {
  int *cells, out[4] = {0}, in[4];
  MPI_Win w;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_allocate(8 * sizeof *cells, sizeof *cells, MPI_INFO_NULL, MPI_COMM_WORLD, &cells, &w);
  MPI_Win_fence(0, w);
  if (rank == 0) {
    MPI_Put(out, 4, MPI_INT, 1, 0, 4, MPI_INT, w);
    MPI_Get(in, 4, MPI_INT, 1, 2, 4, MPI_INT, w); // bug: global concurrency, njmpi-window-race|njmpi-buffer-race
  }
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
