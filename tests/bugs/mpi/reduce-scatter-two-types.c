// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// One rank adds integers, the other one floating-point numbers.
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2) {
    MPI_Finalize();
    return 1;
  }
  int counts[2] = {2, 2};
  void *a = calloc(4, 4), *b = calloc(4, 4);
  if (rank == 0)
    MPI_Reduce_scatter(a, b, counts, MPI_INT, MPI_SUM, MPI_COMM_WORLD); // bug: parameter matching, njmpi-type-mismatch
  else
    MPI_Reduce_scatter(a, b, counts, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD); // or: njmpi-type-mismatch
  free(a);
  free(b);
  MPI_Finalize();
  return 0;
}
