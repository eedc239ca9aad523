// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Asked once.
#include <mpi.h>

int main(int argc, char **argv) {
  long part = 1, total = 0;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  int done;
  MPI_Ireduce(&part, &total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
  MPI_Test(&r, &done, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
