// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// No elements have no type.
#include <mpi.h>

int main(int argc, char **argv) {
  int a = 0, b = 0, rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Sendrecv(&a, 1, MPI_INT, rank, 0, &b, 1, MPI_INT, rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Sendrecv(&a, 0, MPI_DOUBLE, rank, 1, &b, 0, MPI_DOUBLE, rank, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
