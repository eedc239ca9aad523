// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: initialised and finalised by other functions; silent.
// options: check-mpi
// expected-no-diagnostics
#include <mpi.h>

static void begin(int *argc, char ***argv) {
  int provided = 0;
  MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &provided);
  if (provided < MPI_THREAD_FUNNELED)
    MPI_Abort(MPI_COMM_WORLD, 2);
}
static int end(int status) {
  MPI_Finalize();
  return status;
}

int main(int argc, char **argv) {
  begin(&argc, &argv);
  MPI_Barrier(MPI_COMM_WORLD);
  return end(0);
}
