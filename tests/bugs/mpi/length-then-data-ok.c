// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <stdlib.h>
#include <string.h>
#include <mpi.h>

int main(int argc, char **argv) {
  char *text = NULL;
  int length = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    text = malloc(6);
    strcpy(text, "hello");
    length = 6;
  }
  MPI_Bcast(&length, 1, MPI_INT, 0, MPI_COMM_WORLD);
  if (rank != 0)
    text = malloc(length);
  MPI_Bcast(text, length, MPI_CHAR, 0, MPI_COMM_WORLD);
  free(text);
  MPI_Finalize();
  return 0;
}
