// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <stdio.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int votes[64] = {0}, mine = 0, one_each[64];
  for (int i = 0; i < 64; i++)
    one_each[i] = 1;
  MPI_Request r;
  int size;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64) {
    MPI_Finalize();
    return 1;
  }
  MPI_Ireduce_scatter(votes, &mine, one_each, MPI_INT, MPI_SUM, MPI_COMM_WORLD, &r);
  printf("%g\n", (double)mine); // bug: local concurrency, njmpi-buffer-race
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
