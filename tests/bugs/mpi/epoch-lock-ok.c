// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
#include <mpi.h>

static int peek(MPI_Win w, int target) {
  int got;
  MPI_Win_lock(MPI_LOCK_SHARED, target, 0, w);
  MPI_Get(&got, 1, MPI_INT, target, 0, 1, MPI_INT, w);
  MPI_Win_unlock(target, w);
  return got;
}

int main(int argc, char **argv) {
  static int cell = 6;
  int sum = 0;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  for (int r = 0; r < size; r++)
    sum += peek(w, r);
  MPI_Win_free(&w);
  if (sum != 6 * size)
    MPI_Abort(MPI_COMM_WORLD, rank + 1);
  MPI_Finalize();
  return 0;
}
