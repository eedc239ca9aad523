// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int v[4] = {0}, n;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  n = rank == 0 ? 4 : 3;
  MPI_Bcast(v, n, MPI_INT, 0, MPI_COMM_WORLD); // bug: parameter matching, njmpi-divergence|njmpi-collective-mismatch|njmpi-count
  MPI_Finalize();
  return 0;
}
