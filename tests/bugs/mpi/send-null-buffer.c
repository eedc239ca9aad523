// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  float *line = NULL;
  const int n = 16;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 1)
    line = calloc(n, sizeof *line);
  if (rank == 0)
    MPI_Send(NULL, n, MPI_FLOAT, 1, 2, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-buffer|njmpi-argument
  if (rank == 1) {
    MPI_Recv(line, n, MPI_FLOAT, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // also: njmpi-unmatched|njmpi-deadlock
    free(line);
  }
  MPI_Finalize();
  return 0;
}
