// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int length = 2, start = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Exscan(&length, &start, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
  if (rank != 0) {
    MPI_Finalize();
    return 0;
  }
  MPI_Finalize();
  return 0;
}
