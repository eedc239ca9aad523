// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
#include <mpi.h>

static int next(int source) {
  int value;
  MPI_Recv(&value, 1, MPI_INT, source, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: message race, njmpi-message-race
  return value;
}

int main(int argc, char **argv) {
  int sum = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 3)
    MPI_Abort(MPI_COMM_WORLD, 1);
  switch (rank) {
  case 0:
    sum += next(MPI_ANY_SOURCE);
    sum -= next(1);
    break;
  case 1:
  case 2:
    MPI_Send(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    break;
  }
  MPI_Finalize();
  return 0;
}
