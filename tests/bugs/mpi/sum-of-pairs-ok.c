// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// An operator of one's own does.
#include <mpi.h>

static void add(void *in, void *inout, int *count, MPI_Datatype *type) {
  int i;
  (void)type;
  for (i = 0; i < 2 * *count; ++i)
    ((double *)inout)[i] += ((double *)in)[i];
}

int main(int argc, char **argv) {
  double mine[2] = {1, 2}, all[2] = {0, 0};
  MPI_Datatype two;
  MPI_Op op;
  MPI_Init(&argc, &argv);
  MPI_Type_contiguous(2, MPI_DOUBLE, &two);
  MPI_Type_commit(&two);
  MPI_Op_create(add, 1, &op);
  MPI_Allreduce(mine, all, 1, two, op, MPI_COMM_WORLD);
  MPI_Op_free(&op);
  MPI_Type_free(&two);
  MPI_Finalize();
  return 0;
}
