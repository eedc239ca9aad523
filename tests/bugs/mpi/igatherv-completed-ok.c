// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  char letter = 'a', word[64] = "";
  int counts[64], places[64];
  for (int i = 0; i < 64; i++) {
    counts[i] = 1;
    places[i] = i;
  }
  MPI_Request r;
  int size;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64) {
    MPI_Finalize();
    return 1;
  }
  MPI_Igatherv(&letter, 1, MPI_CHAR, word, counts, places, MPI_CHAR, 0, MPI_COMM_WORLD, &r);
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
