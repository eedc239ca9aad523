// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 3
// Each half has collectives of its own.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm half;
  int x = 1, sum;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
  if (rank % 2 == 0) {
    MPI_Allreduce(&x, &sum, 1, MPI_INT, MPI_SUM, half);
  } else {
    MPI_Barrier(half);
    MPI_Bcast(&x, 1, MPI_INT, 0, half);
  }
  MPI_Comm_free(&half);
  MPI_Finalize();
  return 0;
}
