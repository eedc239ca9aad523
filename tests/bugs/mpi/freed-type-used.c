// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int pairs[8] = {0};
  MPI_Datatype pair;
  MPI_Init(&argc, &argv);
  MPI_Type_contiguous(2, MPI_INT, &pair);
  MPI_Type_commit(&pair);
  MPI_Bcast(pairs, 4, pair, 0, MPI_COMM_WORLD);
  MPI_Type_free(&pair);
  MPI_Bcast(pairs, 4, pair, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-datatype|njmpi-argument|njmpi-handle
  MPI_Finalize();
  return 0;
}
