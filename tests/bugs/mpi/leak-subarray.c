// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double u[8][8] = {{0}};
  int sizes[2] = {8, 8}, parts[2] = {6, 6}, starts[2] = {1, 1};
  MPI_Datatype inner;
  MPI_Init(&argc, &argv);
  MPI_Type_create_subarray(2, sizes, parts, starts, MPI_ORDER_C, MPI_DOUBLE, &inner); // bug: resource leak, njmpi-resource-leak
  MPI_Type_commit(&inner);
  MPI_Bcast(u, 1, inner, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
