// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  long x = 0;
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Irecv(&x, 1, MPI_LONG, 1, 0, MPI_COMM_WORLD, &r[0]);
    MPI_Irecv(&x, 1, MPI_LONG, 1, 1, MPI_COMM_WORLD, &r[1]); // bug: local concurrency, njmpi-buffer-race
    MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
  } else if (rank == 1) {
    MPI_Send(&x, 1, MPI_LONG, 0, 0, MPI_COMM_WORLD);
    MPI_Send(&x, 1, MPI_LONG, 0, 1, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
