// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// At its root a broadcast only reads the buffer: so may others.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int v = 5, sum = 0;
  MPI_Request q;
  MPI_Ibcast(&v, 1, MPI_INT, 0, MPI_COMM_WORLD, &q);
  if (rank == 0)
    sum = v + size;
  MPI_Wait(&q, MPI_STATUS_IGNORE);
  if (sum < 0)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Finalize();
  return 0;
}
