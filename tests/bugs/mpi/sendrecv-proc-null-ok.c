// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 3
// The ends of the chain have nobody to talk to on one side.
#include <mpi.h>

int main(int argc, char **argv) {
  int out, in = -1;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int up = rank + 1 < size ? rank + 1 : MPI_PROC_NULL;
  int down = rank ? rank - 1 : MPI_PROC_NULL;
  out = rank;
  MPI_Sendrecv(&out, 1, MPI_INT, up, 4, &in, 1, MPI_INT, down, 4, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  if (rank > 0 && in != rank - 1)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Finalize();
  return 0;
}
