// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int dims[1] = {0}, periodic[1] = {1}, left, right, x = 0, y = 0;
  MPI_Comm ring;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  dims[0] = size;
  MPI_Cart_create(MPI_COMM_WORLD, 1, dims, periodic, 1, &ring); // bug: resource leak, njmpi-resource-leak
  MPI_Cart_shift(ring, 0, 1, &left, &right);
  MPI_Sendrecv(&x, 1, MPI_INT, right, 0, &y, 1, MPI_INT, left, 0, ring, MPI_STATUS_IGNORE);
  (void)rank;
  MPI_Finalize();
  return 0;
}
