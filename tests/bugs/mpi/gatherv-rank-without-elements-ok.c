// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 2
// The rank that gives nothing may name any type.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2) {
    MPI_Finalize();
    return 1;
  }
  int counts[2] = {2, 0}, places[2] = {0, 2}, all[2], two[2] = {0};
  double none = 0;
  if (rank == 0)
    MPI_Gatherv(two, 2, MPI_INT, all, counts, places, MPI_INT, 0, MPI_COMM_WORLD);
  else
    MPI_Gatherv(&none, 0, MPI_DOUBLE, all, counts, places, MPI_INT, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
