// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

static void add(void *a, void *b, int *n, MPI_Datatype *t) {
  for (int i = 0; i < *n; i++)
    ((long *)b)[i] += ((long *)a)[i];
  (void)t;
}

static long total(long x) {
  long y = 0;
  MPI_Op sum;
  MPI_Op_create(add, 1, &sum);
  MPI_Allreduce(&x, &y, 1, MPI_LONG, sum, MPI_COMM_WORLD);
  MPI_Op_free(&sum);
  return y;
}

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  if (total(2) < 2)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Finalize();
  return 0;
}
