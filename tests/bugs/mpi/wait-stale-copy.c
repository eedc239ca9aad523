// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// The copy of the handle does not become null with the request.
#include <mpi.h>

int main(int argc, char **argv) {
  int x = 0;
  MPI_Request r, copy;
  MPI_Status s;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    if (rank == 0)
      MPI_Isend(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &r);
    else
      MPI_Irecv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &r);
    copy = r;
    MPI_Wait(&r, &s);
    MPI_Wait(&copy, &s); // bug: request life cycle, njmpi-request-reuse
  }
  MPI_Finalize();
  return 0;
}
