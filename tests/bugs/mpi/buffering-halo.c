// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 2
// Both neighbours get their edges before anybody receives.
#include <mpi.h>

int main(int argc, char **argv) {
  double edge[2] = {0}, halo[2] = {0};
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int left = rank ? rank - 1 : MPI_PROC_NULL, right = rank + 1 < size ? rank + 1 : MPI_PROC_NULL;
  MPI_Send(&edge[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD); // bug: input-output buffering, njmpi-deadlock
  MPI_Send(&edge[1], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD); // or: njmpi-deadlock
  MPI_Recv(&halo[1], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Recv(&halo[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
