// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int length = 2, end = 0;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  MPI_Iscan(&length, &end, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
  MPI_Finalize();
  return 0;
}
