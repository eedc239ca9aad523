// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: input-output buffering
// ranks: 3
// The receives are started when the sends are done.
#include <mpi.h>

enum { TOKENS = 4 };

int main(int argc, char **argv) {
  int token[TOKENS] = {0}, next[TOKENS];
  MPI_Request in[TOKENS];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int right = (rank + 1) % size, left = (rank + size - 1) % size;
  for (int i = 0; i < TOKENS; i++)
    MPI_Send(&token[i], 1, MPI_INT, right, i, MPI_COMM_WORLD); // bug: input-output buffering, njmpi-deadlock
  for (int i = 0; i < TOKENS; i++)
    MPI_Irecv(&next[i], 1, MPI_INT, left, i, MPI_COMM_WORLD, &in[i]);
  MPI_Waitall(TOKENS, in, MPI_STATUSES_IGNORE);
  MPI_Finalize();
  return 0;
}
