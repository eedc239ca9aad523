// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// For exactly two ranks; what it counts has nothing to do with them.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size, v = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2) {
    MPI_Finalize();
    return 1;
  }
  for (int i = 0; i < size; i++)
    v += i;
  if (rank == 0)
    MPI_Barrier(MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
  MPI_Finalize();
  return 0;
}
