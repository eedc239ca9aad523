// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 3
// The last rank sends to nobody, so the chain resolves from its end.
#include <mpi.h>

int main(int argc, char **argv) {
  int in = -1;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank + 1 < size)
    MPI_Send(&rank, 1, MPI_INT, rank + 1, 0, MPI_COMM_WORLD);
  if (rank > 0)
    MPI_Recv(&in, 1, MPI_INT, rank - 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
