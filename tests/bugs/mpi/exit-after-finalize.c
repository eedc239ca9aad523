// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// The program ends by exit().
#include <mpi.h>
#include <stdlib.h>

static void leave(int code) {
  MPI_Finalize();
  exit(code);
}

int main(int argc, char **argv) {
  int rank, size, in = 0;
  MPI_Request request;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 2)
    MPI_Abort(MPI_COMM_WORLD, 1);
  if (rank == 0) {
    MPI_Isend(&size, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request); // bug: request life cycle, njmpi-request-leak
  } else if (rank == 1) {
    MPI_Recv(&in, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  leave(EXIT_SUCCESS);
}
