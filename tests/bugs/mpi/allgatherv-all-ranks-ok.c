// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Two sites, one order.
#include <mpi.h>

int main(int argc, char **argv) {
  long id = 9, ids[64] = {0};
  int counts[64], places[64];
  for (int i = 0; i < 64; i++)
    counts[i] = 1, places[i] = i;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64)
    MPI_Abort(MPI_COMM_WORLD, 1);
  if (rank % 2) {
    MPI_Allgatherv(&id, 1, MPI_LONG, ids, counts, places, MPI_LONG, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
  } else {
    MPI_Allgatherv(&id, 1, MPI_LONG, ids, counts, places, MPI_LONG, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
