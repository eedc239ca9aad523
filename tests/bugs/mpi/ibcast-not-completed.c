// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Completed on one way only.
#include <mpi.h>

int main(int argc, char **argv) {
  float table[5] = {0};
  MPI_Request r;
  MPI_Init(&argc, &argv);
  MPI_Ibcast(table, 5, MPI_FLOAT, 0, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
  if (argc > 1)
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
