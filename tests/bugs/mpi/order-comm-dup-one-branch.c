// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Making a communicator is collective.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm own = MPI_COMM_NULL;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Comm_dup(MPI_COMM_WORLD, &own); // bug: call ordering, njmpi-divergence
  if (own != MPI_COMM_NULL)
    MPI_Comm_free(&own);
  MPI_Finalize();
  return 0;
}
