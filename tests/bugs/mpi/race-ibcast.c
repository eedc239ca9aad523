// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int limits[2] = {1, 10};
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Ibcast(limits, 2, MPI_INT, 0, MPI_COMM_WORLD, &r);
  limits[0] += rank; // bug: local concurrency, njmpi-buffer-race
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
