// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  char letter = '-', word[64] = "";
  int counts[64], places[64];
  for (int i = 0; i < 64; i++) {
    counts[i] = 1;
    places[i] = 63 - i;
  }
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Scatterv(word, counts, places, MPI_CHAR, &letter, 1, MPI_CHAR, 0, MPI_COMM_WORLD);
  if (rank != 0) {
    MPI_Finalize();
    return 0;
  }
  MPI_Finalize();
  return 0;
}
