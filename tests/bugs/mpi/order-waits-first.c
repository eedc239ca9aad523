// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// The receive is completed before the send that answers it is started.
#include <mpi.h>

int main(int argc, char **argv) {
  int in, out = 1;
  MPI_Request r[2];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size == 2) {
    MPI_Irecv(&in, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &r[0]); // bug: call ordering, njmpi-deadlock
    MPI_Wait(&r[0], MPI_STATUS_IGNORE);                                // or: njmpi-deadlock
    MPI_Isend(&out, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &r[1]);
    MPI_Wait(&r[1], MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
