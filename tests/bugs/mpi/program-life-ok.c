// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 3
// Rows of a game of life; persistent requests for the rows above and below.
#include <stdlib.h>
#include <string.h>
#include <mpi.h>

enum { WIDTH = 32, ROWS = 8, STEPS = 5 };

static unsigned char cell[ROWS + 2][WIDTH], next[ROWS + 2][WIDTH];

static int around(int i, int j) {
  int n = -cell[i][j];
  for (int di = -1; di <= 1; di++)
    for (int dj = -1; dj <= 1; dj++)
      n += cell[i + di][(j + dj + WIDTH) % WIDTH];
  return n;
}

int main(int argc, char **argv) {
  MPI_Request r[4];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int above = (rank + size - 1) % size, below = (rank + 1) % size;
  MPI_Recv_init(cell[0], WIDTH, MPI_UNSIGNED_CHAR, above, 1, MPI_COMM_WORLD, &r[0]);
  MPI_Recv_init(cell[ROWS + 1], WIDTH, MPI_UNSIGNED_CHAR, below, 2, MPI_COMM_WORLD, &r[1]);
  MPI_Send_init(cell[1], WIDTH, MPI_UNSIGNED_CHAR, above, 2, MPI_COMM_WORLD, &r[2]);
  MPI_Send_init(cell[ROWS], WIDTH, MPI_UNSIGNED_CHAR, below, 1, MPI_COMM_WORLD, &r[3]);
  cell[1][3] = cell[2][3] = cell[3][3] = 1;
  for (int step = 0; step < STEPS; step++) {
    MPI_Startall(4, r);
    MPI_Waitall(4, r, MPI_STATUSES_IGNORE);
    for (int i = 1; i <= ROWS; i++)
      for (int j = 0; j < WIDTH; j++) {
        int n = around(i, j);
        next[i][j] = n == 3 || (n == 2 && cell[i][j]);
      }
    memcpy(cell[1], next[1], ROWS * WIDTH);
  }
  for (int i = 0; i < 4; i++)
    MPI_Request_free(&r[i]);
  MPI_Finalize();
  return 0;
}
