// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// One broadcast on the duplicate, the other on the original.
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv) {
  int rank, size, v = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 2)
    printf("needs two ranks\n");
  MPI_Comm copy;
  MPI_Comm_dup(MPI_COMM_WORLD, &copy);
  if (rank == 0)
    MPI_Bcast(&v, 1, MPI_INT, 0, copy); // bug: call ordering, njmpi-divergence
  else if (rank == 1)
    MPI_Bcast(&v, 1, MPI_INT, 0, MPI_COMM_WORLD); // or: njmpi-divergence
  MPI_Comm_free(&copy);
  MPI_Finalize();
  return 0;
}
