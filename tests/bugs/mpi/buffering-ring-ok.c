// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 3
// Even ranks send first, odd ones receive; with an odd number the two neighbours at the seam are even.
#include <mpi.h>

int main(int argc, char **argv) {
  int in = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 1) {
    int right = (rank + 1) % size, left = (rank + size - 1) % size;
    if (rank % 2 == 0) {
      MPI_Send(&rank, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
      MPI_Recv(&in, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
      MPI_Recv(&in, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      MPI_Send(&rank, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
    }
  }
  MPI_Finalize();
  return 0;
}
