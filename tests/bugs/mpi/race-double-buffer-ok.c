// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// While one buffer travels, the other one is filled.
#include <mpi.h>

#define N 32

int main(int argc, char **argv) {
  int buffer[2][N];
  MPI_Request r[2] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  for (int block = 0; block < 6; block++) {
    int *now = buffer[block % 2];
    if (rank == 0) {
      MPI_Wait(&r[block % 2], MPI_STATUS_IGNORE);
      for (int i = 0; i < N; i++)
        now[i] = block + i;
      MPI_Isend(now, N, MPI_INT, 1, block, MPI_COMM_WORLD, &r[block % 2]);
    } else if (rank == 1) {
      MPI_Recv(now, N, MPI_INT, 0, block, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
  }
  MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
  MPI_Finalize();
  return 0;
}
