// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// A rank is at least zero and less than the size.
#include <mpi.h>

int main(int argc, char **argv) {
  int flag = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank < size)
    MPI_Barrier(MPI_COMM_WORLD);
  if (rank >= 0)
    MPI_Bcast(&flag, 1, MPI_INT, 0, MPI_COMM_WORLD);
  if (rank == size || rank < 0)
    MPI_Barrier(MPI_COMM_WORLD);
  else
    MPI_Allreduce(MPI_IN_PLACE, &flag, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
