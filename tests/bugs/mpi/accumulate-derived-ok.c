// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// An accumulate takes derived datatypes whose elements are all of one kind.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank;
  double values[2] = {3, 4}, cells[4] = {0, 0, 0, 0};
  MPI_Win win;
  MPI_Datatype two;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Type_contiguous(2, MPI_DOUBLE, &two);
  MPI_Type_commit(&two);
  MPI_Win_create(cells, sizeof cells, sizeof(double), MPI_INFO_NULL, MPI_COMM_WORLD, &win);
  MPI_Win_fence(0, win);
  if (rank == 0)
    MPI_Accumulate(values, 1, two, 1, 2, 1, two, MPI_SUM, win);
  MPI_Win_fence(0, win);
  MPI_Win_free(&win);
  MPI_Type_free(&two);
  MPI_Finalize();
  return 0;
}
