// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// In place at the root.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size, mine, all[64];
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  mine = rank;
  all[0] = rank;
  if (size > 64)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Gather(rank == 0 ? MPI_IN_PLACE : &mine, 1, MPI_INT, all, 1, MPI_INT, 0, MPI_COMM_WORLD);
  if (rank == size - 1)
    MPI_Reduce(MPI_IN_PLACE, &mine, 1, MPI_INT, MPI_SUM, size - 1, MPI_COMM_WORLD);
  else
    MPI_Reduce(&mine, (void *)0, 1, MPI_INT, MPI_SUM, size - 1, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
