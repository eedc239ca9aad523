// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Each rank stops by its own residual.
#include <mpi.h>

int main(int argc, char **argv) {
  double residual, worst = 1;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  residual = 1.0 / (rank + 1);
  while (residual > 0.01) {
    residual /= 2;
    MPI_Allreduce(&residual, &worst, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
  }
  MPI_Finalize();
  return 0;
}
