// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// Two columns are as many doubles as twelve of them.
#include <mpi.h>

int main(int argc, char **argv) {
  double a[6][6] = {{0}}, b[12];
  MPI_Datatype column;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Type_vector(6, 1, 6, MPI_DOUBLE, &column);
  MPI_Type_commit(&column);
  if (rank == 0) {
    MPI_Send(&a[0][0], 1, column, 1, 0, MPI_COMM_WORLD);
    MPI_Send(&a[0][5], 1, column, 1, 0, MPI_COMM_WORLD);
  } else if (rank == 1) {
    MPI_Recv(b, 12, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Recv(b + 6, 6, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Type_free(&column);
  MPI_Finalize();
  return 0;
}
