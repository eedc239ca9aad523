// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double mine[2] = {1, 2}, most[2] = {0};
  MPI_Request r;
  MPI_Init(&argc, &argv);
  for (int i = 0; i < 3; i++) {
    MPI_Iallreduce(mine, most, 2, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD, &r);
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
