// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

static int fetch(double *x, int n, int limit) {
  MPI_Request r;
  MPI_Irecv(x, n, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
  if (n > limit)
    return -1;
  return MPI_Wait(&r, MPI_STATUS_IGNORE);
}

int main(int argc, char **argv) {
  double x[4] = {0};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    fetch(x, 4, argc);
  else if (rank == 1)
    MPI_Send(x, 4, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
