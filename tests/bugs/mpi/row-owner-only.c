// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 4
// The reduction along the columns is made by the first row alone.
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  MPI_Comm column;
  int rank, width, place;
  double part = 1, sum = 0;
  MPI_Init(&argc, &argv);
  width = atoi(argv[1]);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_split(MPI_COMM_WORLD, rank % width, rank, &column);
  MPI_Comm_rank(column, &place);
  if (place == 0)
    MPI_Reduce(&part, &sum, 1, MPI_DOUBLE, MPI_SUM, 0, column); // bug: call ordering, njmpi-divergence
  MPI_Comm_free(&column);
  MPI_Finalize();
  return 0;
}
