// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm own;
  int me;
  MPI_Init(&argc, &argv);
  for (int round = 0; round < 3; round++) {
    MPI_Comm_dup(MPI_COMM_WORLD, &own);
    MPI_Comm_rank(own, &me);
    MPI_Bcast(&me, 1, MPI_INT, 0, own);
    MPI_Comm_free(&own);
  }
  MPI_Finalize();
  return 0;
}
