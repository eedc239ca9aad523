// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <stdio.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int steps = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    steps = 10;
  for (int i = 0; i < steps; i++)
    MPI_Barrier(MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
  MPI_Finalize();
  return 0;
}
