// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 3
// Ranks without a colour get no communicator, and do not use it.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm part;
  int sum = 0;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_split(MPI_COMM_WORLD, rank == 0 ? MPI_UNDEFINED : 1, rank, &part);
  if (part != MPI_COMM_NULL) {
    MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, part);
    MPI_Comm_free(&part);
  }
  MPI_Finalize();
  return 0;
}
