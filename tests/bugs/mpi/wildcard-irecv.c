// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
#include <mpi.h>

int main(int argc, char **argv) {
  double x[2];
  MPI_Request r[2];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 3)
    MPI_Abort(MPI_COMM_WORLD, 1);
  if (rank == 0) {
    MPI_Irecv(&x[0], 1, MPI_DOUBLE, MPI_ANY_SOURCE, 5, MPI_COMM_WORLD, &r[0]); // bug: message race, njmpi-message-race
    MPI_Irecv(&x[1], 1, MPI_DOUBLE, 2, 5, MPI_COMM_WORLD, &r[1]);
    MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
  } else if (rank <= 2) {
    x[0] = rank;
    MPI_Send(x, 1, MPI_DOUBLE, 0, 5, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
