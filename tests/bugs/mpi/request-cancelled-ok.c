// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// A receive that is not wanted any more is cancelled, and completed.
#include <mpi.h>

int main(int argc, char **argv) {
  int x, cancelled;
  MPI_Request r;
  MPI_Status s;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Irecv(&x, 1, MPI_INT, MPI_ANY_SOURCE, 99, MPI_COMM_WORLD, &r);
  MPI_Cancel(&r);
  MPI_Wait(&r, &s);
  MPI_Test_cancelled(&s, &cancelled);
  if (!cancelled)
    MPI_Abort(MPI_COMM_WORLD, rank + 1);
  MPI_Finalize();
  return 0;
}
