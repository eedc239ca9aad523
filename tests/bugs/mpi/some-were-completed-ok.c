// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Which ones waitsome has completed is seen from its indices.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, in[2], out[2] = {1, 2}, n = 0, which[2];
  MPI_Request r[2];
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Irecv(&in[0], 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &r[0]);
    MPI_Irecv(&in[1], 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &r[1]);
    MPI_Waitsome(2, r, &n, which, MPI_STATUSES_IGNORE);
    if (n == 1 && which[0] == 1)
      MPI_Wait(&r[0], MPI_STATUS_IGNORE);
    else if (n == 1)
      MPI_Wait(&r[1], MPI_STATUS_IGNORE);
  } else if (rank == 1) {
    MPI_Send(&out[1], 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    MPI_Send(&out[0], 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
