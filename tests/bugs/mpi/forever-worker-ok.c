// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 4
// Workers ask for work until they are told that there is no more.
#include <mpi.h>
#include <stdlib.h>

enum { ASK = 1, WORK, STOP };

static void serve(int tasks, int size) {
  double result;
  MPI_Status status;
  for (int t = 0; t < tasks; t++) {
    MPI_Recv(&result, 1, MPI_DOUBLE, MPI_ANY_SOURCE, ASK, MPI_COMM_WORLD, &status);
    MPI_Send(&result, 1, MPI_DOUBLE, status.MPI_SOURCE, WORK, MPI_COMM_WORLD);
  }
  for (int w = 1; w < size; w++) {
    MPI_Recv(&result, 1, MPI_DOUBLE, MPI_ANY_SOURCE, ASK, MPI_COMM_WORLD, &status);
    MPI_Send(&result, 1, MPI_DOUBLE, status.MPI_SOURCE, STOP, MPI_COMM_WORLD);
  }
}

static void work(void) {
  double task = 0;
  MPI_Status status;
  while (1) {
    MPI_Send(&task, 1, MPI_DOUBLE, 0, ASK, MPI_COMM_WORLD);
    MPI_Recv(&task, 1, MPI_DOUBLE, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    if (status.MPI_TAG == STOP)
      return;
    task *= 2;
  }
}

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0)
    serve(argc > 1 ? atoi(argv[1]) : 10, size);
  else
    work();
  MPI_Finalize();
  return 0;
}
