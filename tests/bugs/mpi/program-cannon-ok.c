// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 4
// Blocks of two matrices move round the rows and columns of a square grid.
#include <math.h>
#include <mpi.h>

enum { N = 4 };

static void multiply(double (*c)[N], double (*a)[N], double (*b)[N]) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++)
      for (int k = 0; k < N; k++)
        c[i][j] += a[i][k] * b[k][j];
}

int main(int argc, char **argv) {
  static double a[N][N], b[N][N], c[N][N];
  int size, side, from, to;
  MPI_Comm grid;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  for (side = 1; (side + 1) * (side + 1) <= size; side++)
    ;
  int dims[2] = {side, side}, round[2] = {1, 1}, at[2];
  MPI_Cart_create(MPI_COMM_WORLD, 2, dims, round, 0, &grid);
  if (grid != MPI_COMM_NULL) {
    int me;
    MPI_Comm_rank(grid, &me);
    MPI_Cart_coords(grid, me, 2, at);
    MPI_Cart_shift(grid, 1, -at[0], &from, &to);
    MPI_Sendrecv_replace(a, N * N, MPI_DOUBLE, to, 1, from, 1, grid, MPI_STATUS_IGNORE);
    MPI_Cart_shift(grid, 0, -at[1], &from, &to);
    MPI_Sendrecv_replace(b, N * N, MPI_DOUBLE, to, 2, from, 2, grid, MPI_STATUS_IGNORE);
    for (int step = 0; step < side; step++) {
      multiply(c, a, b);
      MPI_Cart_shift(grid, 1, -1, &from, &to);
      MPI_Sendrecv_replace(a, N * N, MPI_DOUBLE, to, 1, from, 1, grid, MPI_STATUS_IGNORE);
      MPI_Cart_shift(grid, 0, -1, &from, &to);
      MPI_Sendrecv_replace(b, N * N, MPI_DOUBLE, to, 2, from, 2, grid, MPI_STATUS_IGNORE);
    }
    MPI_Comm_free(&grid);
  }
  MPI_Finalize();
  return 0;
}
