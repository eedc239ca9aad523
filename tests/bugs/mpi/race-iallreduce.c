// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv) {
  double part = 0.5, whole = 0;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  MPI_Iallreduce(&part, &whole, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD, &r);
  printf("%g\n", whole); // bug: local concurrency, njmpi-buffer-race
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
