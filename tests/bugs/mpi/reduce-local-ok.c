// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// What has been received is combined.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int in = size, sum = 0;
  if (rank == 0) {
    MPI_Send(&sum, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
  } else if (rank == 1) {
    MPI_Recv(&in, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Reduce_local(&in, &sum, 1, MPI_INT, MPI_SUM);
  }
  MPI_Finalize();
  return 0;
}
