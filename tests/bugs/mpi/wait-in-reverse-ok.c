// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

#define N 5

int main(int argc, char **argv) {
  int in[N], out[N] = {0};
  MPI_Request send[N], receive[N];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int right = (rank + 1) % size, left = (rank + size - 1) % size;
  for (int i = 0; i < N; i++) {
    MPI_Irecv(&in[i], 1, MPI_INT, left, i, MPI_COMM_WORLD, &receive[i]);
    MPI_Isend(&out[i], 1, MPI_INT, right, i, MPI_COMM_WORLD, &send[i]);
  }
  for (int i = N - 1; i >= 0; i--)
    MPI_Wait(&receive[i], MPI_STATUS_IGNORE);
  MPI_Waitall(N, send, MPI_STATUSES_IGNORE);
  MPI_Finalize();
  return 0;
}
