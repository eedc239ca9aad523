// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// The last one alone is completed.
#include <mpi.h>

int main(int argc, char **argv) {
  double weights[64] = {0}, mine = 0;
  MPI_Request r;
  int size;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64) {
    MPI_Finalize();
    return 1;
  }
  for (int i = 0; i < 3; i++)
    MPI_Ireduce_scatter_block(weights, &mine, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
