// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 3
// Towards the left first, then towards the right: the end of the chain begins.
#include <mpi.h>

int main(int argc, char **argv) {
  double edge[2] = {0}, halo[2] = {0};
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int left = rank ? rank - 1 : MPI_PROC_NULL, right = rank + 1 < size ? rank + 1 : MPI_PROC_NULL;
  MPI_Send(&edge[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD);
  MPI_Recv(&halo[1], 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Send(&edge[1], 1, MPI_DOUBLE, right, 1, MPI_COMM_WORLD);
  MPI_Recv(&halo[0], 1, MPI_DOUBLE, left, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
