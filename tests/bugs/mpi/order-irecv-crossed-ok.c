// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int a = 0, b = 0;
  MPI_Request r[2];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Ssend(&a, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    MPI_Ssend(&b, 1, MPI_INT, 1, 2, MPI_COMM_WORLD);
  } else if (rank == 1) {
    MPI_Irecv(&b, 1, MPI_INT, 0, 2, MPI_COMM_WORLD, &r[0]);
    MPI_Irecv(&a, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, &r[1]);
    MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
