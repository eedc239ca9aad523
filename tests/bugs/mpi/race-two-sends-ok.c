// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 3
// The same value to all: none of the operations changes it.
#include <mpi.h>

int main(int argc, char **argv) {
  long x = 4;
  MPI_Request r[16];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0) {
    int n = size < 17 ? size - 1 : 16;
    for (int i = 0; i < n; i++)
      MPI_Isend(&x, 1, MPI_LONG, i + 1, 0, MPI_COMM_WORLD, &r[i]);
    MPI_Waitall(n, r, MPI_STATUSES_IGNORE);
  } else if (rank <= 16) {
    MPI_Recv(&x, 1, MPI_LONG, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
