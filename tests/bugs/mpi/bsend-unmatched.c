// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 1, bytes = 200;
  void *space = malloc(bytes);
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Buffer_attach(space, bytes);
  if (rank == 0) {
    MPI_Bsend(&x, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    MPI_Bsend(&x, 1, MPI_INT, 1, 2, MPI_COMM_WORLD); // bug: call ordering, njmpi-unmatched
  } else if (rank == 1) {
    MPI_Recv(&x, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Buffer_detach(&space, &bytes);
  free(space);
  MPI_Finalize();
  return 0;
}
