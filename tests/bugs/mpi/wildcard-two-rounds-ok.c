// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
#include <mpi.h>

int main(int argc, char **argv) {
  int x;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0) {
    for (int round = 0; round < 2; round++)
      for (int i = 1; i < size; i++)
        MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, round, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  } else {
    for (int round = 0; round < 2; round++)
      MPI_Send(&rank, 1, MPI_INT, 0, round, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
