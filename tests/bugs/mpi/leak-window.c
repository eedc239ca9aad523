// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int cell = 0;
  MPI_Win w;
  MPI_Init(&argc, &argv);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w); // bug: resource leak, njmpi-resource-leak
  MPI_Win_fence(0, w);
  MPI_Win_fence(0, w);
  MPI_Finalize();
  return 0;
}
