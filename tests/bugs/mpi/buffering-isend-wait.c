// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 2
// A send that is waited for at once is a blocking one.
#include <mpi.h>

static int in, out;

int main(int argc, char **argv) {
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    MPI_Isend(&out, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &r); // bug: input-output buffering, njmpi-deadlock
    MPI_Wait(&r, MPI_STATUS_IGNORE);                                 // or: njmpi-deadlock
    MPI_Recv(&in, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
