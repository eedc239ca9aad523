// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  long cell = 8, got = 0, twice;
  MPI_Win w;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock_all(0, w);
  MPI_Get(&got, 1, MPI_LONG, 0, 0, 1, MPI_LONG, w);
  twice = 2 * got; // bug: global concurrency, njmpi-window-race|njmpi-buffer-race
  MPI_Win_flush(0, w);
  MPI_Win_unlock_all(w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return twice < rank - 100;
}
