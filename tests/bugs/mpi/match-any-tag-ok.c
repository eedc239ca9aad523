// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

enum { DATA = 1, DONE = 2 };

int main(int argc, char **argv) {
  short v = 1;
  MPI_Status s;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Ssend(&v, 1, MPI_SHORT, 1, DATA, MPI_COMM_WORLD);
    MPI_Ssend(&v, 0, MPI_SHORT, 1, DONE, MPI_COMM_WORLD);
  } else if (rank == 1) {
    do
      MPI_Recv(&v, 1, MPI_SHORT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &s);
    while (s.MPI_TAG != DONE);
  }
  MPI_Finalize();
  return 0;
}
