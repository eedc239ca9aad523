// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Two sites, one order.
#include <mpi.h>

int main(int argc, char **argv) {
  unsigned key = 3, keys[64] = {0};
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64)
    MPI_Abort(MPI_COMM_WORLD, 1);
  if (rank % 2) {
    MPI_Allgather(&key, 1, MPI_UNSIGNED, keys, 1, MPI_UNSIGNED, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
  } else {
    MPI_Allgather(&key, 1, MPI_UNSIGNED, keys, 1, MPI_UNSIGNED, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
