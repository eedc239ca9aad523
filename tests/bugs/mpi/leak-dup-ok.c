// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

static void release(MPI_Comm *c) {
  if (*c != MPI_COMM_NULL)
    MPI_Comm_free(c);
}

int main(int argc, char **argv) {
  MPI_Comm own;
  double x = 1, sum;
  MPI_Init(&argc, &argv);
  MPI_Comm_dup(MPI_COMM_WORLD, &own);
  MPI_Allreduce(&x, &sum, 1, MPI_DOUBLE, MPI_SUM, own);
  release(&own);
  MPI_Finalize();
  return 0;
}
