// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
// A request-based get is complete when its request is.
#include <mpi.h>

int main(int argc, char **argv) {
  static int cells[2] = {1, 2};
  int got[2] = {0};
  MPI_Win w;
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(cells, sizeof cells, sizeof cells[0], MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock_all(0, w);
  for (int i = 0; i < 2; i++)
    MPI_Rget(&got[i], 1, MPI_INT, 0, i, 1, MPI_INT, w, &r[i]);
  MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
  if (got[0] + got[1] != 3)
    MPI_Abort(MPI_COMM_WORLD, rank + 1);
  MPI_Win_unlock_all(w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
