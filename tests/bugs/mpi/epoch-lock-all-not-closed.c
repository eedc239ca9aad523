// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double *cells, x = 0;
  MPI_Win w;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_allocate(sizeof *cells, sizeof *cells, MPI_INFO_NULL, MPI_COMM_WORLD, &cells, &w);
  MPI_Win_lock_all(0, w); // bug: epoch life cycle, njmpi-epoch
  MPI_Accumulate(&x, 1, MPI_DOUBLE, 0, 0, 1, MPI_DOUBLE, MPI_SUM, w);
  MPI_Win_flush(0, w);
  MPI_Win_free(&w); // or: njmpi-epoch
  (void)rank;
  MPI_Finalize();
  return 0;
}
