// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 3
// How many there are is counted as they are started.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  int *in, out, n = 0;
  MPI_Request *r;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  in = malloc(size * sizeof *in);
  r = malloc(2 * size * sizeof *r);
  out = rank;
  for (int other = 0; other < size; other++) {
    if (other == rank)
      continue;
    MPI_Irecv(&in[other], 1, MPI_INT, other, 0, MPI_COMM_WORLD, &r[n++]);
    MPI_Isend(&out, 1, MPI_INT, other, 0, MPI_COMM_WORLD, &r[n++]);
  }
  MPI_Waitall(n, r, MPI_STATUSES_IGNORE);
  free(r);
  free(in);
  MPI_Finalize();
  return 0;
}
