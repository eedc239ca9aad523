// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 4
// The ranks that the grid does not need have left before the last reduction.
#include <mpi.h>

int main(int argc, char **argv) {
  double part = 1, sum = 0;
  int size, side, rank;
  MPI_Comm grid;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  side = size - 1;
  int dims[1] = {side}, round[1] = {1};
  MPI_Cart_create(MPI_COMM_WORLD, 1, dims, round, 0, &grid);
  if (rank >= side) {
    MPI_Finalize();
    return 0;
  }
  MPI_Allreduce(&part, &sum, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
  MPI_Comm_free(&grid);
  MPI_Finalize();
  return 0;
}
