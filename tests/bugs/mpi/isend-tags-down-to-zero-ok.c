// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int x[3] = {1, 2, 3};
  MPI_Request r[3];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    for (int i = 0; i < 3; i++)
      MPI_Isend(&x[i], 1, MPI_INT, 1, 2 - i, MPI_COMM_WORLD, &r[i]);
    MPI_Waitall(3, r, MPI_STATUSES_IGNORE);
  } else if (rank == 1) {
    for (int tag = 2; tag >= 0; tag--)
      MPI_Recv(&x[tag], 1, MPI_INT, 0, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
