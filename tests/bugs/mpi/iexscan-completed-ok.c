// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int length = 2, start = 0;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  MPI_Iexscan(&length, &start, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD, &r);
  if (argc > 1)
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  else
    MPI_Waitall(1, &r, MPI_STATUSES_IGNORE);
  MPI_Finalize();
  return 0;
}
