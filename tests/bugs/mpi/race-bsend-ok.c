// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// A buffered send is done with its data when it returns.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 5, room;
  void *space;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Pack_size(1, MPI_INT, MPI_COMM_WORLD, &room);
  room += MPI_BSEND_OVERHEAD;
  MPI_Buffer_attach(malloc(room), room);
  if (rank == 0) {
    MPI_Bsend(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    x = 6;
  } else if (rank == 1) {
    MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Buffer_detach(&space, &room);
  free(space);
  MPI_Finalize();
  return 0;
}
