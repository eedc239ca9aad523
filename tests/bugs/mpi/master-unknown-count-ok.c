// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 3
// How many workers a master serves comes from outside; each of them asks once, and is answered.
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  int rank, size, number = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int workers = argc > 1 ? atoi(argv[1]) : size - 1;
  if (rank == 0) {
    for (int i = 0; i < workers; i++) {
      MPI_Status status;
      MPI_Recv(&number, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &status);
      MPI_Send(&number, 1, MPI_INT, status.MPI_SOURCE, 1, MPI_COMM_WORLD);
    }
    int left = workers;
    while (left) {
      int there = 0;
      MPI_Status status;
      MPI_Iprobe(MPI_ANY_SOURCE, 2, MPI_COMM_WORLD, &there, &status);
      if (there) {
        MPI_Recv(&number, 1, MPI_INT, status.MPI_SOURCE, 2, MPI_COMM_WORLD, &status);
        MPI_Send(&number, 1, MPI_INT, status.MPI_SOURCE, 3, MPI_COMM_WORLD);
        left--;
      }
    }
  } else {
    MPI_Send(&number, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    MPI_Recv(&number, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Send(&number, 1, MPI_INT, 0, 2, MPI_COMM_WORLD);
    MPI_Recv(&number, 1, MPI_INT, 0, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
