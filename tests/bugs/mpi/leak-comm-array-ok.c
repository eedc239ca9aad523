// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

#define LEVELS 3

int main(int argc, char **argv) {
  MPI_Comm level[LEVELS];
  MPI_Init(&argc, &argv);
  for (int i = 0; i < LEVELS; i++)
    MPI_Comm_dup(i ? level[i - 1] : MPI_COMM_WORLD, &level[i]);
  MPI_Barrier(level[LEVELS - 1]);
  for (int i = LEVELS; i-- > 0;)
    MPI_Comm_free(&level[i]);
  MPI_Finalize();
  return 0;
}
