// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// The input is needed until the operation is complete.
#include <mpi.h>

int main(int argc, char **argv) {
  double part = 0.5, whole = 0;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  for (int i = 0; i < 3; i++) {
    MPI_Iallreduce(&part, &whole, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD, &r);
    part *= 0.5; // bug: local concurrency, njmpi-buffer-race
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
