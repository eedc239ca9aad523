// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// The attached space is right; the datatype is not.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  double x = 1;
  void *space = malloc(1000);
  int bytes = 1000;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Buffer_attach(space, bytes);
  if (rank == 0)
    MPI_Bsend(&x, 1, MPI_LONG, 1, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-type-mismatch
  else if (rank == 1)
    MPI_Recv(&x, 1, MPI_LONG, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: invalid parameter, njmpi-type-mismatch
  MPI_Buffer_detach(&space, &bytes);
  free(space);
  MPI_Finalize();
  return 0;
}
