// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// What void pointers and untyped memory hold is the program's own business.
#include <stdlib.h>
#include <mpi.h>

static void share(void *data, int n, MPI_Datatype type) { MPI_Bcast(data, n, type, 0, MPI_COMM_WORLD); }

int main(int argc, char **argv) {
  void *memory = calloc(16, sizeof(double));
  int n = 3;
  MPI_Init(&argc, &argv);
  MPI_Bcast(memory, 16, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  share(memory, 16, MPI_DOUBLE);
  share(&n, 1, MPI_INT);
  free(memory);
  MPI_Finalize();
  return 0;
}
