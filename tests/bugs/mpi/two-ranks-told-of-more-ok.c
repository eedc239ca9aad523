// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// That it tells of more ranks than two does not make it one for three.
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv) {
  int rank, size, v = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 2)
    printf("needs two ranks\n");
  if (size > 2)
    printf("two of %d ranks have work\n", size);
  if (rank == 0)
    MPI_Bcast(&v, 1, MPI_INT, 0, MPI_COMM_WORLD);
  else if (rank == 1)
    MPI_Bcast(&v, 1, MPI_INT, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
