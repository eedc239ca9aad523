// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int out[128] = {0}, in[128];
  MPI_Request r;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size <= 64) {
    MPI_Ialltoall(out, rank ? 1 : 2, MPI_INT, in, 1, MPI_INT, MPI_COMM_WORLD, &r); // bug: parameter matching, njmpi-divergence|njmpi-collective-mismatch|njmpi-count
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
