// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// To cancel a request does not complete it. Missed: programs that cancel complete requests in ways that are not followed.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int v = size;
  MPI_Request q;
  MPI_Irecv(&v, 1, MPI_INT, rank, 7, MPI_COMM_WORLD, &q); // bug: request life cycle, njmpi-request-leak
  MPI_Cancel(&q);
  MPI_Finalize();
  return 0;
}
