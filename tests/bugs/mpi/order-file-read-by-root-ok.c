// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// What the root reads is known to all before they decide on it.
#include <stdio.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int steps = 0;
  double x = 1, y;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    FILE *f = fopen("steps.txt", "r");
    if (f) {
      if (fscanf(f, "%d", &steps) != 1)
        steps = 0;
      fclose(f);
    }
  }
  MPI_Bcast(&steps, 1, MPI_INT, 0, MPI_COMM_WORLD);
  for (int i = 0; i < steps; i++)
    MPI_Scan(&x, &y, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  if (steps > 2)
    MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
