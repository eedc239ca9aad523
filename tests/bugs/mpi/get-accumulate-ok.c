// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int *cell, one = 1, before = -1;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_allocate(sizeof *cell, sizeof *cell, MPI_INFO_NULL, MPI_COMM_WORLD, &cell, &w);
  *cell = 0;
  MPI_Win_fence(0, w);
  MPI_Get_accumulate(&one, 1, MPI_INT, &before, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_SUM, w);
  MPI_Win_fence(0, w);
  if (before < 0 || before >= size)
    MPI_Abort(MPI_COMM_WORLD, rank + 1);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
