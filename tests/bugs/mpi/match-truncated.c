// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// Ten are sent, and there is room for five.
#include <mpi.h>

int main(int argc, char **argv) {
  int a[10] = {0};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Send(a, 10, MPI_INT, 1, 0, MPI_COMM_WORLD);
  else if (rank == 1)
    MPI_Recv(a, 5, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: parameter matching, njmpi-count|njmpi-type-mismatch
  MPI_Finalize();
  return 0;
}
