// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  float v[2] = {0}, u[2];
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  int other = 1 - rank;
  if (rank < 2) {
    MPI_Send_init(v, 2, MPI_FLOAT, other, 0, MPI_COMM_WORLD, &r[0]);
    MPI_Recv_init(u, 2, MPI_FLOAT, other, 0, MPI_COMM_WORLD, &r[1]);
    for (int step = 0; step < 5; step++) {
      MPI_Startall(2, r);
      MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
      v[0] += u[0];
    }
    for (int i = 0; i < 2; i++)
      MPI_Request_free(&r[i]);
  }
  MPI_Finalize();
  return 0;
}
