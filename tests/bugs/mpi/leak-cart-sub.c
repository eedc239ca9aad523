// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int dims[2] = {0, 0}, open[2] = {0, 0}, rows[2] = {0, 1}, size;
  MPI_Comm grid, row;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Dims_create(size, 2, dims);
  MPI_Cart_create(MPI_COMM_WORLD, 2, dims, open, 0, &grid);
  MPI_Cart_sub(grid, rows, &row); // bug: resource leak, njmpi-resource-leak
  MPI_Barrier(row);
  MPI_Comm_free(&grid);
  MPI_Finalize();
  return 0;
}
