// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int length = 2, end = 0;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  MPI_Iscan(&length, &end, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD, &r);
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  length = 0;
  MPI_Finalize();
  return 0;
}
