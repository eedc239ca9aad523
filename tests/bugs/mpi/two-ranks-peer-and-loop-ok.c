// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// The other of two ranks, and a loop over all of them.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size, v = 0, w = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2) {
    MPI_Finalize();
    return 1;
  }
  MPI_Sendrecv(&v, 1, MPI_INT, 1 - rank, 9, &w, 1, MPI_INT, 1 - rank, 9, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  for (int i = 0; i < size; i++)
    v += i;
  MPI_Finalize();
  return 0;
}
