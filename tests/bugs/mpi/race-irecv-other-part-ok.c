// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// The second half is received while the first is worked on.
#include <mpi.h>

#define N 16

int main(int argc, char **argv) {
  double v[2 * N] = {0}, norm = 0;
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Irecv(&v[N], N, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD, &r);
    for (int i = 0; i < N; i++)
      norm += v[i];
    MPI_Wait(&r, MPI_STATUS_IGNORE);
    for (int i = N; i < 2 * N; i++)
      norm += v[i];
  } else if (rank == 1) {
    MPI_Send(v, N, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
