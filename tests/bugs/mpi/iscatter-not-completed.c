// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Completed on one way only.
#include <mpi.h>

int main(int argc, char **argv) {
  short all[128] = {0}, mine[2] = {0};
  MPI_Request r;
  int size;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64) {
    MPI_Finalize();
    return 1;
  }
  MPI_Iscatter(all, 2, MPI_SHORT, mine, 2, MPI_SHORT, 0, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
  if (argc > 1)
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
