// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// The neighbour may be nobody, and its requests are null or complete at once.
#include <mpi.h>

int main(int argc, char **argv) {
  double halo[4][8] = {{0}};
  MPI_Request r[4] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL, MPI_REQUEST_NULL, MPI_REQUEST_NULL};
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int up = rank + 1 < size ? rank + 1 : MPI_PROC_NULL;
  MPI_Irecv(halo[0], 8, MPI_DOUBLE, up, 0, MPI_COMM_WORLD, &r[0]);
  MPI_Isend(halo[1], 8, MPI_DOUBLE, up, 0, MPI_COMM_WORLD, &r[1]);
  if (rank > 0) {
    MPI_Irecv(halo[2], 8, MPI_DOUBLE, rank - 1, 0, MPI_COMM_WORLD, &r[2]);
    MPI_Isend(halo[3], 8, MPI_DOUBLE, rank - 1, 0, MPI_COMM_WORLD, &r[3]);
  }
  MPI_Waitall(4, r, MPI_STATUSES_IGNORE);
  MPI_Finalize();
  return 0;
}
