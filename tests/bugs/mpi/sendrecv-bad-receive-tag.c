// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int out, in;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  out = rank;
  int other = size - 1 - rank;
  MPI_Sendrecv(&out, 1, MPI_INT, other, 4, &in, 1, MPI_INT, other, -4, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: invalid parameter, njmpi-argument
  MPI_Finalize();
  return 0;
}
