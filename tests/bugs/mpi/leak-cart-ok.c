// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int dims[2] = {0, 0}, periodic[2] = {1, 0}, left, right, x = 0, y = 0;
  MPI_Comm ring, row;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Dims_create(size, 2, dims);
  MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periodic, 1, &ring);
  int keep[2] = {0, 1};
  MPI_Cart_sub(ring, keep, &row);
  MPI_Cart_shift(ring, 0, 1, &left, &right);
  MPI_Sendrecv(&x, 1, MPI_INT, right, 0, &y, 1, MPI_INT, left, 0, ring, MPI_STATUS_IGNORE);
  MPI_Barrier(row);
  MPI_Comm_free(&row);
  MPI_Comm_free(&ring);
  (void)rank;
  MPI_Finalize();
  return 0;
}
