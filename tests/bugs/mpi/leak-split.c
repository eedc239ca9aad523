// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// The rows are freed, the columns are not.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm row, column;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_split(MPI_COMM_WORLD, rank / 2, 0, &row);
  MPI_Comm_split(MPI_COMM_WORLD, rank % 2, 0, &column); // bug: resource leak, njmpi-resource-leak
  MPI_Barrier(row);
  MPI_Barrier(column);
  MPI_Comm_free(&row);
  MPI_Finalize();
  return 0;
}
