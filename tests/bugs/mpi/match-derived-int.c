// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double a[6][6] = {{0}};
  int b[6];
  MPI_Datatype column;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Type_vector(6, 1, 6, MPI_DOUBLE, &column);
  MPI_Type_commit(&column);
  if (rank == 0)
    MPI_Send(&a[0][1], 1, column, 1, 0, MPI_COMM_WORLD);
  else if (rank == 1)
    MPI_Recv(b, 6, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: parameter matching, njmpi-type-mismatch
  MPI_Type_free(&column);
  MPI_Finalize();
  return 0;
}
