// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Four are started, three are waited for.
#include <mpi.h>

int main(int argc, char **argv) {
  int x[4] = {0};
  MPI_Request r[4];
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    for (int i = 0; i < 4; i++)
      MPI_Isend(&x[i], 1, MPI_INT, 1, i, MPI_COMM_WORLD, &r[i]); // bug: request life cycle, njmpi-request-leak
  if (rank == 1)
    for (int i = 0; i < 4; i++)
      MPI_Irecv(&x[i], 1, MPI_INT, 0, i, MPI_COMM_WORLD, &r[i]); // bug: request life cycle, njmpi-request-leak
  if (rank < 2)
    MPI_Waitall(3, r, MPI_STATUSES_IGNORE);
  MPI_Finalize();
  return 0;
}
