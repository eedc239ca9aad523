// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// MPI does not know how to add what a datatype is made of.
#include <mpi.h>

int main(int argc, char **argv) {
  double mine[2] = {1, 2}, all[2] = {0, 0};
  MPI_Datatype two;
  MPI_Init(&argc, &argv);
  MPI_Type_contiguous(2, MPI_DOUBLE, &two);
  MPI_Type_commit(&two);
  MPI_Allreduce(mine, all, 1, two, MPI_SUM, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-operator
  MPI_Type_free(&two);
  MPI_Finalize();
  return 0;
}
