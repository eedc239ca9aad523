// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 3
// Rows become columns: the receiving type is a column of one rank's rows.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Datatype column, one;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int n = size;
  double *row = malloc(n * sizeof *row), *all = rank == 0 ? malloc(n * n * sizeof *all) : NULL;
  for (int i = 0; i < n; i++)
    row[i] = rank * n + i;
  MPI_Type_vector(n, 1, n, MPI_DOUBLE, &column);
  MPI_Type_create_resized(column, 0, sizeof(double), &one);
  MPI_Type_commit(&one);
  MPI_Gather(row, n, MPI_DOUBLE, all, 1, one, 0, MPI_COMM_WORLD);
  if (rank == 0 && n > 1 && all[1] != n)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Type_free(&one);
  MPI_Type_free(&column);
  free(all);
  free(row);
  MPI_Finalize();
  return 0;
}
