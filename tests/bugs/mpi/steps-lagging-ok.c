// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 4
// What one step sends, the next one receives; what the last one has sent, is received behind the loop.
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  int rank, size;
  double u = 0, v = 0, all;
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  const int steps = argc > 1 ? atoi(argv[1]) : 10;
  for (int i = 0; i < steps; i++) {
    if (i > 0) {
      MPI_Recv(&v, 1, MPI_DOUBLE, (rank + 1) % size, i - 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      MPI_Wait(&request, MPI_STATUS_IGNORE);
      u += v;
    }
    MPI_Isend(&u, 1, MPI_DOUBLE, (rank + size - 1) % size, i, MPI_COMM_WORLD, &request);
    MPI_Allreduce(&v, &all, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  }
  if (steps > 0) {
    MPI_Recv(&v, 1, MPI_DOUBLE, (rank + 1) % size, steps - 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
