// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double *cells;
  MPI_Win w;
  MPI_Init(&argc, &argv);
  MPI_Win_allocate(4 * sizeof *cells, sizeof *cells, MPI_INFO_NULL, MPI_COMM_WORLD, &cells, &w);
  MPI_Win_fence(0, w);
  cells[0] = 1;
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
