// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
#include <mpi.h>

int main(int argc, char **argv) {
  int from_left, from_right;
  MPI_Request r[2];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 2) {
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Isend(&rank, 1, MPI_INT, left, 3, MPI_COMM_WORLD, &r[0]);
    MPI_Isend(&rank, 1, MPI_INT, right, 3, MPI_COMM_WORLD, &r[1]);
    MPI_Recv(&from_left, 1, MPI_INT, MPI_ANY_SOURCE, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: message race, njmpi-message-race
    MPI_Recv(&from_right, 1, MPI_INT, right, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
