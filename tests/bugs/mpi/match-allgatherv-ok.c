// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 3
// Each rank gives as many as its number and one.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int total = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int *counts = malloc(size * sizeof *counts), *places = malloc(size * sizeof *places);
  int mine = rank + 1;
  MPI_Allgather(&mine, 1, MPI_INT, counts, 1, MPI_INT, MPI_COMM_WORLD);
  for (int i = 0; i < size; i++) {
    places[i] = total;
    total += counts[i];
  }
  long *part = calloc(mine, sizeof *part), *all = calloc(total, sizeof *all);
  MPI_Allgatherv(part, mine, MPI_LONG, all, counts, places, MPI_LONG, MPI_COMM_WORLD);
  free(all);
  free(part);
  free(places);
  free(counts);
  MPI_Finalize();
  return 0;
}
