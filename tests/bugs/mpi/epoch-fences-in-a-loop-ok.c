// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
// Each fence closes an epoch and opens the next.
#include <mpi.h>

int main(int argc, char **argv) {
  int cells[2] = {0}, x;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_create(cells, sizeof cells, sizeof cells[0], MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(MPI_MODE_NOPRECEDE, w);
  for (int i = 0; i < 4; i++) {
    x = i;
    MPI_Put(&x, 1, MPI_INT, (rank + 1) % size, i % 2, 1, MPI_INT, w);
    MPI_Win_fence(i == 3 ? MPI_MODE_NOSUCCEED : 0, w);
  }
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
