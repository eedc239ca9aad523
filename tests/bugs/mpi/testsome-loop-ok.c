// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

#define N 4

int main(int argc, char **argv) {
  int x[N], ready[N], n, left = N, idle = 0;
  MPI_Request r[N];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    for (int i = 0; i < N; i++)
      MPI_Irecv(&x[i], 1, MPI_INT, 1, i, MPI_COMM_WORLD, r + i);
    while (left > 0) {
      MPI_Testsome(N, r, &n, ready, MPI_STATUSES_IGNORE);
      if (n == 0)
        idle++;
      else
        left -= n;
    }
  } else if (rank == 1) {
    for (int i = N; i-- > 0;)
      MPI_Send(&i, 1, MPI_INT, 0, i, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
