// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
// Work goes to whoever is idle, until there is none.
#include <mpi.h>

enum { IDLE, WORK, STOP };

int main(int argc, char **argv) {
  int task = 0, got;
  MPI_Status s;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0) {
    for (int stopped = 0; stopped < size - 1;) {
      MPI_Recv(&got, 1, MPI_INT, MPI_ANY_SOURCE, IDLE, MPI_COMM_WORLD, &s);
      if (task < 10) {
        task++;
        MPI_Send(&task, 1, MPI_INT, s.MPI_SOURCE, WORK, MPI_COMM_WORLD);
      } else {
        MPI_Send(&task, 0, MPI_INT, s.MPI_SOURCE, STOP, MPI_COMM_WORLD);
        stopped++;
      }
    }
  } else {
    do {
      MPI_Send(&task, 1, MPI_INT, 0, IDLE, MPI_COMM_WORLD);
      MPI_Recv(&task, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &s);
    } while (s.MPI_TAG == WORK);
  }
  MPI_Finalize();
  return 0;
}
