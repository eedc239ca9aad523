// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
// Each window has its own epochs.
#include <mpi.h>

int main(int argc, char **argv) {
  static int a, b;
  int x = 1, y = 0;
  MPI_Win wa, wb;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&a, sizeof a, sizeof a, MPI_INFO_NULL, MPI_COMM_WORLD, &wa);
  MPI_Win_create(&b, sizeof b, sizeof b, MPI_INFO_NULL, MPI_COMM_WORLD, &wb);
  MPI_Win_fence(0, wa);
  if (rank == 0)
    MPI_Put(&x, 1, MPI_INT, 1, 0, 1, MPI_INT, wa);
  MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, wb);
  MPI_Get(&y, 1, MPI_INT, 0, 0, 1, MPI_INT, wb);
  MPI_Win_unlock(0, wb);
  MPI_Win_fence(0, wa);
  MPI_Win_free(&wb);
  MPI_Win_free(&wa);
  MPI_Finalize();
  return 0;
}
