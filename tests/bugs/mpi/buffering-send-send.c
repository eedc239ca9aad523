// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 2
#include <mpi.h>

#define N 1000

static double in[N], out[N];

int main(int argc, char **argv) {
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Send(out, N, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD); // bug: input-output buffering, njmpi-deadlock
    MPI_Recv(in, N, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  } else if (rank == 1) {
    MPI_Send(out, N, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD);
    MPI_Recv(in, N, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
