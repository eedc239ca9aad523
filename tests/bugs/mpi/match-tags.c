// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

enum { DATA = 1, DONE = 2 };

int main(int argc, char **argv) {
  short s = 1;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Ssend(&s, 1, MPI_SHORT, 1, DATA, MPI_COMM_WORLD); // bug: parameter matching, njmpi-unmatched
  else if (rank == 1)
    MPI_Recv(&s, 1, MPI_SHORT, 0, DONE, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: parameter matching, njmpi-unmatched
  MPI_Finalize();
  return 0;
}
