// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Two orders.
#include <mpi.h>

int main(int argc, char **argv) {
  long part = 1, total = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank % 2) {
    MPI_Reduce(&part, &total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
    MPI_Barrier(MPI_COMM_WORLD);
  } else {
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Reduce(&part, &total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
