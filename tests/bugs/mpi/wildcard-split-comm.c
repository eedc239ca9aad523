// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
// The ranks are those of the new communicator.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm c;
  int me, n, a, b;
  MPI_Init(&argc, &argv);
  MPI_Comm_dup(MPI_COMM_WORLD, &c);
  MPI_Comm_rank(c, &me);
  MPI_Comm_size(c, &n);
  if (n > 2) {
    if (me == 2) {
      MPI_Recv(&a, 1, MPI_INT, MPI_ANY_SOURCE, 1, c, MPI_STATUS_IGNORE); // bug: message race, njmpi-message-race
      MPI_Recv(&b, 1, MPI_INT, 0, 1, c, MPI_STATUS_IGNORE);
    } else if (me < 2) {
      MPI_Send(&me, 1, MPI_INT, 2, 1, c);
    }
  }
  MPI_Comm_free(&c);
  MPI_Finalize();
  return 0;
}
