// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  unsigned u[3] = {0};
  int s[3] = {0};
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0) {
    for (int r = 1; r < size; r++)
      MPI_Send(u, 3, MPI_UNSIGNED, r, 7, MPI_COMM_WORLD);
  } else {
    MPI_Recv(s, 3, MPI_INT, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: parameter matching, njmpi-type-mismatch
  }
  MPI_Finalize();
  return 0;
}
