// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double halo[2][8] = {{0}};
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  int other = 1 - rank;
  if (rank < 2) {
    MPI_Irecv(halo[0], 8, MPI_DOUBLE, other, 0, MPI_COMM_WORLD, &r[0]); // bug: request life cycle, njmpi-request-leak
    MPI_Isend(halo[1], 8, MPI_DOUBLE, other, 0, MPI_COMM_WORLD, &r[1]);
    MPI_Wait(&r[1], MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
