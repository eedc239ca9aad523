// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// A broadcast has but one buffer: nothing can be in its place.
#include <mpi.h>

int main(int argc, char **argv) {
  int counts[3] = {1, 2, 3};
  MPI_Init(&argc, &argv);
  MPI_Bcast(MPI_IN_PLACE, 3, MPI_INT, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-buffer|njmpi-argument
  (void)counts;
  MPI_Finalize();
  return 0;
}
