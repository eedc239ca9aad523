// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// The reply is waited for, and never sent.
#include <mpi.h>

int main(int argc, char **argv) {
  int question = 1, answer;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Send(&question, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    MPI_Recv(&answer, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: call ordering, njmpi-unmatched|njmpi-deadlock
  } else if (rank == 1) {
    MPI_Recv(&question, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
