// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

static void larger(void *in, void *inout, int *n, MPI_Datatype *type) {
  int *a = in, *b = inout;
  for (int i = 0; i < *n; i++)
    b[i] = a[i] > b[i] ? a[i] : b[i];
  (void)type;
}

int main(int argc, char **argv) {
  int x[4] = {1}, most[4];
  MPI_Op op;
  MPI_Init(&argc, &argv);
  MPI_Op_create(larger, 1, &op);
  MPI_Allreduce(x, most, 4, MPI_INT, op, MPI_COMM_WORLD);
  MPI_Op_free(&op);
  MPI_Finalize();
  return 0;
}
