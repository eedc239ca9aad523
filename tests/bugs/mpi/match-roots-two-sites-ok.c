// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double limit = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == size - 1) {
    limit = 1;
    MPI_Bcast(&limit, 1, MPI_DOUBLE, size - 1, MPI_COMM_WORLD);
  } else {
    int last = size;
    last--;
    MPI_Bcast(&limit, 1, MPI_DOUBLE, last, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
