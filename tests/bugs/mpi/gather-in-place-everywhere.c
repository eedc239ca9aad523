// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Only the root has a place for all.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size, mine, all[64];
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  mine = rank;
  all[0] = rank;
  if (size > 64)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Gather(MPI_IN_PLACE, 1, MPI_INT, all, 1, MPI_INT, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-argument
  (void)mine;
  MPI_Finalize();
  return 0;
}
