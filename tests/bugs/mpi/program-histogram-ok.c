// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 3
// Bins are spread over the ranks, and everybody adds to them.
#include <stdlib.h>
#include <mpi.h>

enum { EACH = 8 };

int main(int argc, char **argv) {
  long *bin, one = 1, mine = 0, all;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_allocate(EACH * sizeof *bin, sizeof *bin, MPI_INFO_NULL, MPI_COMM_WORLD, &bin, &w);
  for (int i = 0; i < EACH; i++)
    bin[i] = 0;
  MPI_Win_fence(0, w);
  srand(rank);
  for (int i = 0; i < 50; i++) {
    int which = rand() % (EACH * size);
    MPI_Accumulate(&one, 1, MPI_LONG, which / EACH, which % EACH, 1, MPI_LONG, MPI_SUM, w);
  }
  MPI_Win_fence(0, w);
  for (int i = 0; i < EACH; i++)
    mine += bin[i];
  MPI_Allreduce(&mine, &all, 1, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
  MPI_Win_free(&w);
  if (all != 50 * size)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Finalize();
  return 0;
}
