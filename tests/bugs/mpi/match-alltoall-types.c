// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int out[64] = {0};
  float in[64];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size <= 64)
    MPI_Alltoall(out, 1, MPI_INT, in, 1, MPI_FLOAT, MPI_COMM_WORLD); // bug: parameter matching, njmpi-type-mismatch
  (void)rank;
  MPI_Finalize();
  return 0;
}
