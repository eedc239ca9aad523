// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

static void collect(long *total, int from) {
  long part = 0;
  MPI_Recv(&part, 1, MPI_LONG, from, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  *total += part;
}

int main(int argc, char **argv) {
  long total = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0) {
    long part;
    MPI_Recv(&part, 1, MPI_LONG, -9, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: invalid parameter, njmpi-argument
    for (int r = 2; r < size; r++)
      collect(&total, r);
  } else {
    total = rank;
    MPI_Send(&total, 1, MPI_LONG, 0, 1, MPI_COMM_WORLD); // also: njmpi-unmatched|njmpi-deadlock
  }
  MPI_Finalize();
  return 0;
}
