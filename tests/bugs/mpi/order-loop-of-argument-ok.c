// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// The number of steps is unknown, and the same on all ranks.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  double local = 1, total = 0;
  int steps;
  MPI_Init(&argc, &argv);
  steps = argc > 1 ? atoi(argv[1]) : 3;
  for (int i = 0; i < steps; i++)
    MPI_Allreduce(&local, &total, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
