// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
// One rank is locked, another one unlocked.
#include <mpi.h>

int main(int argc, char **argv) {
  int cell = 0, one = 1;
  MPI_Win w;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, w); // or: njmpi-epoch
  MPI_Put(&one, 1, MPI_INT, 0, 0, 1, MPI_INT, w);
  MPI_Win_unlock(1, w); // bug: epoch life cycle, njmpi-epoch
  MPI_Win_free(&w);
  (void)rank;
  MPI_Finalize();
  return 0;
}
