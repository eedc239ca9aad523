// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// A program for two ranks may count to as many as there are.
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 2)
    printf("needs two ranks\n");
  int counts[64], places[64], all[64] = {0}, one;
  for (int i = 0; i < size; i++) {
    counts[i] = 1;
    places[i] = i;
  }
  if (rank == 0)
    MPI_Scatterv(all, counts, places, MPI_INT, &one, 1, MPI_INT, 0, MPI_COMM_WORLD);
  else if (rank == 1)
    MPI_Scatterv(all, counts, places, MPI_INT, &one, 1, MPI_INT, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
