// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 3
// The receives are waited for, the sends are started again while they are active.
#include <mpi.h>

enum { WIDTH = 32, ROWS = 8, STEPS = 5 };

static unsigned char cell[ROWS + 2][WIDTH];

int main(int argc, char **argv) {
  MPI_Request in[2], out[2];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int above = (rank + size - 1) % size, below = (rank + 1) % size;
  MPI_Recv_init(cell[0], WIDTH, MPI_UNSIGNED_CHAR, above, 1, MPI_COMM_WORLD, &in[0]);
  MPI_Recv_init(cell[ROWS + 1], WIDTH, MPI_UNSIGNED_CHAR, below, 2, MPI_COMM_WORLD, &in[1]);
  MPI_Send_init(cell[1], WIDTH, MPI_UNSIGNED_CHAR, above, 2, MPI_COMM_WORLD, &out[0]);
  MPI_Send_init(cell[ROWS], WIDTH, MPI_UNSIGNED_CHAR, below, 1, MPI_COMM_WORLD, &out[1]);
  for (int step = 0; step < STEPS; step++) {
    MPI_Startall(2, in);
    MPI_Startall(2, out); // bug: request life cycle, njmpi-request-reuse
    MPI_Waitall(2, in, MPI_STATUSES_IGNORE);
  }
  MPI_Waitall(2, out, MPI_STATUSES_IGNORE);
  for (int i = 0; i < 2; i++) {
    MPI_Request_free(&in[i]);
    MPI_Request_free(&out[i]);
  }
  MPI_Finalize();
  return 0;
}
