// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int sum = 1, part;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if ((size & (size - 1)) == 0) {
    for (int bit = 1; bit < size; bit <<= 1) {
      MPI_Sendrecv(&sum, 1, MPI_INT, rank ^ bit, 0, &part, 1, MPI_INT, rank ^ bit, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      sum += part;
    }
    if (sum != size)
      MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
  return 0;
}
