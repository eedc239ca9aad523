// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <stddef.h>
#include <mpi.h>

int main(void) {
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank); // bug: call ordering, njmpi-order
  MPI_Init(NULL, NULL);
  MPI_Finalize();
  return 0;
}
