// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 4
// Each sends to its partner and listens to its neighbour.
#include <mpi.h>

int main(int argc, char **argv) {
  int out = 1, in;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size % 4 == 0) {
    MPI_Request r;
    MPI_Isend(&out, 1, MPI_INT, rank ^ 2, 0, MPI_COMM_WORLD, &r); // bug: parameter matching, njmpi-unmatched
    MPI_Recv(&in, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);   // bug: parameter matching, njmpi-unmatched
    MPI_Wait(&r, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
