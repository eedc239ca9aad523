// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// The window lives in a function that opens one at each call.
#include <mpi.h>

static double first_of(int target) {
  double *cells, got = 0;
  MPI_Win w;
  MPI_Win_allocate(8 * sizeof *cells, sizeof *cells, MPI_INFO_NULL, MPI_COMM_WORLD, &cells, &w); // bug: resource leak, njmpi-resource-leak
  cells[0] = 3;
  MPI_Win_fence(0, w);
  MPI_Get(&got, 1, MPI_DOUBLE, target, 0, 1, MPI_DOUBLE, w);
  MPI_Win_fence(0, w);
  return got;
}

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  if (first_of(0) != 3)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Finalize();
  return 0;
}
