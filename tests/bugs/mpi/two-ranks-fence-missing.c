// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// One rank has a fence less.
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 2)
    printf("needs two ranks\n");
  int memory[2] = {0};
  MPI_Win w;
  MPI_Win_create(memory, sizeof memory, sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  if (rank == 0) {
    MPI_Win_fence(0, w);
    MPI_Win_fence(0, w); // bug: call ordering, njmpi-divergence
  } else if (rank == 1) {
    MPI_Win_fence(0, w);
  }
  MPI_Win_free(&w); // or: njmpi-divergence
  MPI_Finalize();
  return 0;
}
