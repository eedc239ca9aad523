// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <stddef.h>
#include <mpi.h>

int main(void) {
  MPI_Comm none = MPI_COMM_NULL;
  MPI_Init(NULL, NULL);
  MPI_Barrier(none); // bug: invalid parameter, njmpi-argument|njmpi-handle
  MPI_Finalize();
  return 0;
}
