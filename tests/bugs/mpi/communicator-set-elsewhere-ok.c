// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// A function of another file sets the communicator: it could be any, and between two groups.
#include <mpi.h>

void library_set(MPI_Comm *comm, int rank);

int main(int argc, char **argv) {
  MPI_Comm comm = MPI_COMM_WORLD;
  int rank, x = 0, y = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(comm, &rank);
  if (rank == 0)
    library_set(&comm, 1);
  else
    library_set(&comm, 0);
  MPI_Allreduce(&x, &y, 1, MPI_INT, MPI_SUM, comm);
  MPI_Comm_rank(comm, &rank);
  if (rank == 0) {
    MPI_Send(&x, 1, MPI_INT, 0, 0, comm);
    MPI_Recv(&y, 1, MPI_INT, 0, 0, comm, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
