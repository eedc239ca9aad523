// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// Both halves hold the middle element.
#include <mpi.h>

int main(int argc, char **argv) {
  float a[9] = {0};
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    MPI_Irecv(a, 5, MPI_FLOAT, 1 - rank, 0, MPI_COMM_WORLD, &r[0]);
    MPI_Isend(a + 4, 5, MPI_FLOAT, 1 - rank, 0, MPI_COMM_WORLD, &r[1]); // bug: local concurrency, njmpi-buffer-race
    MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
