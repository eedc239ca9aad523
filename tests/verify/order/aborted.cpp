// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: a program that is aborted is not finalised; silent.
// options: check-mpi
// expected-no-diagnostics
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  if (argc < 2)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
}
