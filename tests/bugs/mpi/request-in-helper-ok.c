// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// One function starts, another one completes.
#include <mpi.h>

struct exchange {
  MPI_Request requests[2];
  int in, out;
};

static void begin(struct exchange *x, int other) {
  MPI_Irecv(&x->in, 1, MPI_INT, other, 0, MPI_COMM_WORLD, &x->requests[0]);
  MPI_Isend(&x->out, 1, MPI_INT, other, 0, MPI_COMM_WORLD, &x->requests[1]);
}

static int end(struct exchange *x) {
  MPI_Waitall(2, x->requests, MPI_STATUSES_IGNORE);
  return x->in;
}

int main(int argc, char **argv) {
  struct exchange x = {.out = 4};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    begin(&x, 1 - rank);
    if (end(&x) != 4)
      MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
  return 0;
}
