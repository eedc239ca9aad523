// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int *cells, got = 0;
  MPI_Win w;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_allocate(2 * sizeof *cells, sizeof *cells, MPI_INFO_NULL, MPI_COMM_WORLD, &cells, &w);
  MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, w);
  MPI_Get(&got, 1, MPI_INT, 0, 0, 1, MPI_INT, w);
  MPI_Win_unlock(0, w);
  MPI_Get(&got, 1, MPI_INT, 0, 1, 1, MPI_INT, w); // bug: epoch life cycle, njmpi-epoch
  MPI_Win_free(&w);
  (void)rank;
  MPI_Finalize();
  return 0;
}
