// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// A test completes a get at its origin, as a wait does.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, cell = 3, value = 0, done = 0;
  MPI_Request r;
  MPI_Win w;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock_all(0, w);
  MPI_Rget(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, w, &r);
  do {
    MPI_Test(&r, &done, MPI_STATUS_IGNORE);
  } while (done == 0);
  if (value != 3)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Win_unlock_all(w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
