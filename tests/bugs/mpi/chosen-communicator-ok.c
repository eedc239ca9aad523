// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 3
// A communicator that is made only where it is needed is freed only there.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm c = MPI_COMM_WORLD;
  int x = 1, sum;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 2)
    MPI_Comm_split(MPI_COMM_WORLD, rank < 2, rank, &c);
  MPI_Allreduce(&x, &sum, 1, MPI_INT, MPI_SUM, c);
  if (c != MPI_COMM_WORLD)
    MPI_Comm_free(&c);
  MPI_Finalize();
  return 0;
}
