// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

#define N 6

int main(int argc, char **argv) {
  double a[N][N] = {{0}}, line[N];
  MPI_Datatype column;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Type_vector(N, 1, N, MPI_DOUBLE, &column);
  MPI_Type_commit(&column);
  if (rank == 0)
    MPI_Send(&a[0][2], 1, column, 1, 0, MPI_COMM_WORLD);
  else if (rank == 1)
    MPI_Recv(line, N, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // N doubles, however they lie
  MPI_Type_free(&column);
  MPI_Finalize();
  return 0;
}
