// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Tags are counted down, one step too far.
#include <mpi.h>

int main(int argc, char **argv) {
  int x[3] = {1, 2, 3};
  const int last_tag = 2;
  MPI_Request r[3];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    MPI_Isend(&x[0], 1, MPI_INT, 1, last_tag, MPI_COMM_WORLD, &r[0]);
    MPI_Isend(&x[1], 1, MPI_INT, 1, last_tag - 1, MPI_COMM_WORLD, &r[1]);
    MPI_Isend(&x[2], 1, MPI_INT, 1, last_tag - 3, MPI_COMM_WORLD, &r[2]); // bug: invalid parameter, njmpi-argument
    MPI_Waitall(3, r, MPI_STATUSES_IGNORE);
  } else if (rank == 1) {
    for (int i = 0; i < 3; i++)
      MPI_Recv(&x[i], 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // also: njmpi-unmatched|njmpi-deadlock
  }
  MPI_Finalize();
  return 0;
}
