// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int *cell, seen = 0;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_allocate(sizeof *cell, sizeof *cell, MPI_INFO_NULL, MPI_COMM_WORLD, &cell, &w);
  MPI_Win_fence(0, w);
  if (rank == 0)
    MPI_Put(&size, 1, MPI_INT, 1, 0, 1, MPI_INT, w);
  MPI_Win_fence(0, w);
  if (rank == 1)
    seen = *cell;
  MPI_Win_free(&w);
  MPI_Finalize();
  return rank == 1 && seen != size;
}
