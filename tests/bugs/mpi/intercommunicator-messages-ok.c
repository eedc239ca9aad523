// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// Ranks are those of the other group: each first rank talks to the first rank over there.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm local, bridge;
  int in = -1;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size == 2) {
    MPI_Comm_split(MPI_COMM_WORLD, rank, 0, &local);
    MPI_Intercomm_create(local, 0, MPI_COMM_WORLD, 1 - rank, 3, &bridge);
    if (rank == 0)
      MPI_Send(&rank, 1, MPI_INT, 0, 0, bridge);
    else
      MPI_Recv(&in, 1, MPI_INT, 0, 0, bridge, MPI_STATUS_IGNORE);
    MPI_Comm_free(&bridge);
    MPI_Comm_free(&local);
  }
  MPI_Finalize();
  return 0;
}
