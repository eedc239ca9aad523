// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// The room is for four, the receive is for forty.
#include <mpi.h>

int main(int argc, char **argv) {
  int small[4] = {0}, large[40] = {0};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Recv(small, 40, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: invalid parameter, njmpi-count
  else if (rank == 1)
    MPI_Send(large, 40, MPI_INT, 0, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
