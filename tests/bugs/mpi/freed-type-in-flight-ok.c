// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// A type may be freed while an operation uses it.
#include <mpi.h>

int main(int argc, char **argv) {
  int pairs[8] = {0};
  MPI_Datatype pair;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  MPI_Type_contiguous(2, MPI_INT, &pair);
  MPI_Type_commit(&pair);
  MPI_Ibcast(pairs, 4, pair, 0, MPI_COMM_WORLD, &r);
  MPI_Type_free(&pair);
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
