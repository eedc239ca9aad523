// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double part[2] = {0.5, 0.25}, whole[2] = {0};
  MPI_Request r;
  MPI_Init(&argc, &argv);
  for (int i = 0; i < 3; i++) {
    MPI_Iallreduce(&part[i % 2], &whole[i % 2], 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD, &r);
    double seen = part[i % 2];
    MPI_Wait(&r, MPI_STATUS_IGNORE);
    part[i % 2] = seen * 0.5;
  }
  MPI_Finalize();
  return 0;
}
