// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Which collective it is, the table says; the index is one for all.
#include <mpi.h>

static void by_sum(int *x) { MPI_Allreduce(MPI_IN_PLACE, x, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD); }
static void by_root(int *x) { MPI_Bcast(x, 1, MPI_INT, 0, MPI_COMM_WORLD); }
static void (*const modes[])(int *) = {by_sum, by_root};

int main(int argc, char **argv) {
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  int x = rank;
  for (int i = 0; i < 2; i++)
    modes[(argc + i) % 2](&x);
  MPI_Finalize();
  return 0;
}
