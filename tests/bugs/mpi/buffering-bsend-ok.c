// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 2
// Both send first, into a buffer of their own.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int in = 0, bytes;
  void *space;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Pack_size(1, MPI_INT, MPI_COMM_WORLD, &bytes);
  bytes += MPI_BSEND_OVERHEAD;
  space = malloc(bytes);
  MPI_Buffer_attach(space, bytes);
  if (rank < 2) {
    MPI_Bsend(&rank, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD);
    MPI_Recv(&in, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Buffer_detach(&space, &bytes);
  free(space);
  MPI_Finalize();
  return 0;
}
