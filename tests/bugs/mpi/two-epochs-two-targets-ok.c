// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 3
// Locks of different targets may be held at one time.
#include <mpi.h>

int main(int argc, char **argv) {
  int *cell, x = 1;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_allocate(sizeof *cell, sizeof *cell, MPI_INFO_NULL, MPI_COMM_WORLD, &cell, &w);
  if (rank == 0)
    for (int t = 1; t < size; t++)
      MPI_Win_lock(MPI_LOCK_EXCLUSIVE, t, 0, w);
  if (rank == 0)
    for (int t = 1; t < size; t++) {
      MPI_Put(&x, 1, MPI_INT, t, 0, 1, MPI_INT, w);
      MPI_Win_unlock(t, w);
    }
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
