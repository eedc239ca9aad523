// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
// After a local flush the origin's buffer is free again.
#include <mpi.h>

int main(int argc, char **argv) {
  int *cells, value = 0;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_allocate(4 * sizeof *cells, sizeof *cells, MPI_INFO_NULL, MPI_COMM_WORLD, &cells, &w);
  MPI_Win_lock_all(0, w);
  for (int i = 0; i < 4; i++) {
    value = rank + i;
    if (rank == 0)
      MPI_Put(&value, 1, MPI_INT, size - 1, i, 1, MPI_INT, w);
    MPI_Win_flush_local(size - 1, w);
  }
  MPI_Win_unlock_all(w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
