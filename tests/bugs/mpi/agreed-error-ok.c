// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// One rank fails, all hear of it, and all leave.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  int failed = 0, any;
  char *memory = malloc(rank + 1);
  if (!memory || rank > 1000000)
    failed = 1;
  MPI_Allreduce(&failed, &any, 1, MPI_INT, MPI_LOR, MPI_COMM_WORLD);
  if (any) {
    free(memory);
    MPI_Finalize();
    return 1;
  }
  MPI_Barrier(MPI_COMM_WORLD);
  free(memory);
  MPI_Finalize();
  return 0;
}
