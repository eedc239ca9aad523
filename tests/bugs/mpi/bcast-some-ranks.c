// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// All but one leave early.
#include <mpi.h>

int main(int argc, char **argv) {
  float table[5] = {0};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank != 0) {
    MPI_Finalize();
    return 0;
  }
  MPI_Bcast(table, 5, MPI_FLOAT, 0, MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
  MPI_Finalize();
  return 0;
}
