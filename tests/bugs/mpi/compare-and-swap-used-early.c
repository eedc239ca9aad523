// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  long *lock, free_mark = 0, mine = 1, before = -1;
  MPI_Win w;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_allocate(sizeof *lock, sizeof *lock, MPI_INFO_NULL, MPI_COMM_WORLD, &lock, &w);
  *lock = 0;
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Win_lock_all(0, w);
  MPI_Compare_and_swap(&mine, &free_mark, &before, MPI_LONG, 0, 0, w);
  if (before == free_mark) // bug: global concurrency, njmpi-window-race|njmpi-buffer-race
    mine++;
  MPI_Win_unlock_all(w);
  MPI_Win_free(&w);
  (void)rank;
  MPI_Finalize();
  return 0;
}
