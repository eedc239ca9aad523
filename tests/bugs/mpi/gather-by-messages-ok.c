// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 3
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  float mine;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  mine = rank;
  if (rank) {
    MPI_Send(&mine, 1, MPI_FLOAT, 0, rank, MPI_COMM_WORLD);
  } else {
    float *all = malloc(size * sizeof *all);
    MPI_Request *r = malloc(size * sizeof *r);
    r[0] = MPI_REQUEST_NULL;
    all[0] = mine;
    for (int i = 1; i < size; i++)
      MPI_Irecv(&all[i], 1, MPI_FLOAT, i, i, MPI_COMM_WORLD, &r[i]);
    MPI_Waitall(size, r, MPI_STATUSES_IGNORE);
    free(r);
    free(all);
  }
  MPI_Finalize();
  return 0;
}
