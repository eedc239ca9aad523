// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Asked once.
#include <mpi.h>

int main(int argc, char **argv) {
  long id = 9, ids[64] = {0};
  int counts[64], places[64];
  for (int i = 0; i < 64; i++)
    counts[i] = 1, places[i] = i;
  MPI_Request r;
  int size;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64) {
    MPI_Finalize();
    return 1;
  }
  int done;
  MPI_Iallgatherv(&id, 1, MPI_LONG, ids, counts, places, MPI_LONG, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
  MPI_Test(&r, &done, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
