// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
// The access goes to a rank that is not locked.
#include <mpi.h>

int main(int argc, char **argv) {
  int cell = 0, x = 1;
  MPI_Win w;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  if (rank == 0) {
    MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, w);
    MPI_Put(&x, 1, MPI_INT, 1, 0, 1, MPI_INT, w); // bug: epoch life cycle, njmpi-epoch
    MPI_Win_unlock(0, w);
  }
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
