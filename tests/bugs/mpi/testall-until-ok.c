// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

static int finished(MPI_Request *r, int n) {
  int flag;
  MPI_Testall(n, r, &flag, MPI_STATUSES_IGNORE);
  return flag;
}

int main(int argc, char **argv) {
  double edge[2] = {1, 2}, halo[2];
  MPI_Request r[4];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    for (int i = 0; i < 2; i++) {
      MPI_Irecv(&halo[i], 1, MPI_DOUBLE, 1 - rank, i, MPI_COMM_WORLD, &r[2 * i]);
      MPI_Isend(&edge[i], 1, MPI_DOUBLE, 1 - rank, i, MPI_COMM_WORLD, &r[2 * i + 1]);
    }
    while (!finished(r, 4))
      ;
  }
  MPI_Finalize();
  return 0;
}
