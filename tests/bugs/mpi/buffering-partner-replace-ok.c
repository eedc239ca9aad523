// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  float x[4] = {0};
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size % 2 == 0) {
    int partner = rank ^ 1;
    MPI_Sendrecv_replace(x, 4, MPI_FLOAT, partner, 9, partner, 9, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
