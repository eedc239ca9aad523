// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// One type of four and four of one type are the same signature.
#include <mpi.h>

int main(int argc, char **argv) {
  int v[4] = {0};
  MPI_Datatype four;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Type_contiguous(4, MPI_INT, &four);
  MPI_Type_commit(&four);
  if (rank == 0)
    MPI_Bcast(v, 1, four, 0, MPI_COMM_WORLD);
  else
    MPI_Bcast(v, 4, MPI_INT, 0, MPI_COMM_WORLD);
  MPI_Type_free(&four);
  MPI_Finalize();
  return 0;
}
