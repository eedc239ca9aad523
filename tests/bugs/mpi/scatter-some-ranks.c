// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// All but one leave early.
#include <mpi.h>

int main(int argc, char **argv) {
  short all[128] = {0}, mine[2] = {0};
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64)
    MPI_Abort(MPI_COMM_WORLD, 1);
  if (rank != 0) {
    MPI_Finalize();
    return 0;
  }
  MPI_Scatter(all, 2, MPI_SHORT, mine, 2, MPI_SHORT, 0, MPI_COMM_WORLD); // bug: call ordering, njmpi-divergence
  MPI_Finalize();
  return 0;
}
