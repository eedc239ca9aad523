// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int rank;
  double value[8] = {0};
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Send(value, -5, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-argument
  else if (rank == 1)
    MPI_Recv(value, 8, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // also: njmpi-unmatched|njmpi-deadlock
  MPI_Finalize();
  return 0;
}
