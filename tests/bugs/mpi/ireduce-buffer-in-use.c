// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  long part = 1, total = 0;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  MPI_Ireduce(&part, &total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD, &r);
  part = 0; // bug: local concurrency, njmpi-buffer-race
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
