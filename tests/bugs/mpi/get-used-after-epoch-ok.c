// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double mine, theirs = 0, sum = 0;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  mine = rank;
  MPI_Win_create(&mine, sizeof mine, sizeof mine, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  MPI_Get(&theirs, 1, MPI_DOUBLE, (rank + 1) % size, 0, 1, MPI_DOUBLE, w);
  sum = 1;
  MPI_Win_fence(0, w);
  sum += theirs;
  MPI_Win_free(&w);
  MPI_Finalize();
  return sum < 0;
}
