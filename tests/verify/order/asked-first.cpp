// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: what may be asked at any time; silent.
// options: check-mpi
// expected-no-diagnostics
#include <mpi.h>

int main(int argc, char **argv) {
  int major = 0, minor = 0, flag = 0;
  MPI_Get_version(&major, &minor);
  MPI_Initialized(&flag);
  if (!flag)
    MPI_Init(&argc, &argv);
  MPI_Finalize();
  MPI_Finalized(&flag);
}
