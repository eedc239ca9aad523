// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <stdlib.h>
#include <mpi.h>

static void leave(int code) {
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
  exit(code);
}

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  if (argc > 3)
    leave(1);
  leave(0);
}
