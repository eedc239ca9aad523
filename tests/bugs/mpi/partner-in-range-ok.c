// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 3
// Pairs of neighbours; the last rank may be left over.
#include <mpi.h>

int main(int argc, char **argv) {
  long x = 1, y = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int partner = rank ^ 1;
  if (partner < size) {
    if (rank & 1) {
      MPI_Send(&x, 1, MPI_LONG, partner, 0, MPI_COMM_WORLD);
    } else {
      MPI_Recv(&y, 1, MPI_LONG, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
  }
  MPI_Finalize();
  return 0;
}
