// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Who aborts ends the job for all.
#include <stdio.h>
#include <mpi.h>

int main(int argc, char **argv) {
  double x = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    if (argc > 2) {
      fprintf(stderr, "too many arguments\n");
      MPI_Abort(MPI_COMM_WORLD, 2);
    }
    x = 2;
  }
  MPI_Bcast(&x, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
