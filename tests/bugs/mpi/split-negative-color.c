// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm rows;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_split(MPI_COMM_WORLD, -7, rank, &rows); // bug: invalid parameter, njmpi-argument
  MPI_Comm_free(&rows);
  MPI_Finalize();
  return 0;
}
