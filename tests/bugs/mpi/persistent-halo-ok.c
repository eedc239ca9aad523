// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 3
// Persistent requests of neighbours that may be nobody.
#include <mpi.h>

int main(int argc, char **argv) {
  double edge[2] = {0}, halo[2];
  MPI_Request r[4];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int left = rank ? rank - 1 : MPI_PROC_NULL, right = rank + 1 < size ? rank + 1 : MPI_PROC_NULL;
  MPI_Recv_init(&halo[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &r[0]);
  MPI_Recv_init(&halo[1], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &r[1]);
  MPI_Send_init(&edge[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &r[2]);
  MPI_Send_init(&edge[1], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &r[3]);
  for (int step = 0; step < argc + 2; step++) {
    MPI_Startall(4, r);
    MPI_Waitall(4, r, MPI_STATUSES_IGNORE);
    edge[0] += halo[1] * 0.5;
  }
  for (int i = 0; i < 4; i++)
    MPI_Request_free(r + i);
  MPI_Finalize();
  return 0;
}
