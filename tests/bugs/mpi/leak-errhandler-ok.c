// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// A communicator keeps its handler, which may be freed once it is set.
#include <stdio.h>
#include <mpi.h>

static void report(MPI_Comm *c, int *code, ...) {
  (void)c;
  fprintf(stderr, "MPI failed with %d\n", *code);
}

int main(int argc, char **argv) {
  MPI_Errhandler handler;
  MPI_Init(&argc, &argv);
  MPI_Comm_create_errhandler(report, &handler);
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, handler);
  MPI_Errhandler_free(&handler);
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
