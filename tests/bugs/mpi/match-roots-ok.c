// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 3
// Every rank is the root once.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 1, sum = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  for (int root = 0; root < size; root++)
    MPI_Reduce(&x, root == rank ? &sum : 0, 1, MPI_INT, MPI_SUM, root, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
