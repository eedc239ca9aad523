// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <stdlib.h>
#include <mpi.h>

static void stop(void) {
  int done;
  MPI_Finalized(&done);
  if (!done)
    MPI_Finalize();
}

int main(int argc, char **argv) {
  int provided;
  if (argc > 5)
    return 2;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
  atexit(stop);
  MPI_Barrier(MPI_COMM_WORLD);
  if (provided < MPI_THREAD_MULTIPLE && argc > 4)
    MPI_Abort(MPI_COMM_WORLD, 1);
  return 0;
}
