// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

static void add(void *a, void *b, int *n, MPI_Datatype *t) {
  for (int i = 0; i < *n; i++)
    ((long *)b)[i] += ((long *)a)[i];
  (void)t;
}

int main(int argc, char **argv) {
  long x = 1, y;
  MPI_Op sum;
  MPI_Init(&argc, &argv);
  MPI_Op_create(add, 1, &sum); // bug: resource leak, njmpi-resource-leak
  MPI_Reduce(&x, &y, 1, MPI_LONG, sum, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
