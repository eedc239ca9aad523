// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  long part = 1, total = 0;
  MPI_Request r;
  int done;
  MPI_Init(&argc, &argv);
  MPI_Ireduce(&part, &total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD, &r);
  do {
    MPI_Test(&r, &done, MPI_STATUS_IGNORE);
  } while (!done);
  MPI_Finalize();
  return 0;
}
