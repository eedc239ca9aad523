// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// A double has no bits to combine, at the target either.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank;
  double value = 3, cells[4] = {0, 0, 0, 0};
  MPI_Win win;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(cells, sizeof cells, sizeof(double), MPI_INFO_NULL, MPI_COMM_WORLD, &win);
  MPI_Win_fence(0, win);
  if (rank == 0)
    MPI_Accumulate(&value, 1, MPI_DOUBLE, 1, 2, 1, MPI_DOUBLE, MPI_BOR, win); // bug: invalid parameter, njmpi-operator
  MPI_Win_fence(0, win);
  MPI_Win_free(&win);
  MPI_Finalize();
  return 0;
}
