// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <stdio.h>
#include <mpi.h>

static void report(MPI_Comm *c, int *code, ...) {
  (void)c;
  fprintf(stderr, "MPI failed with %d\n", *code);
}

int main(int argc, char **argv) {
  MPI_Errhandler handler;
  MPI_Init(&argc, &argv);
  MPI_Comm_create_errhandler(report, &handler); // bug: resource leak, njmpi-resource-leak
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, handler);
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
