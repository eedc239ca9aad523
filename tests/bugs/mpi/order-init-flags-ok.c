// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Some functions may be called before and after.
#include <stdio.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int started, ended, major, minor;
  MPI_Initialized(&started);
  MPI_Get_version(&major, &minor);
  if (!started)
    MPI_Init(&argc, &argv);
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
  MPI_Finalized(&ended);
  return ended ? 0 : 1;
}
