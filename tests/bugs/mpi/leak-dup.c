// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm own;
  double x = 1, sum;
  MPI_Init(&argc, &argv);
  MPI_Comm_dup(MPI_COMM_WORLD, &own); // bug: resource leak, njmpi-resource-leak
  MPI_Allreduce(&x, &sum, 1, MPI_DOUBLE, MPI_SUM, own);
  MPI_Finalize();
  return 0;
}
