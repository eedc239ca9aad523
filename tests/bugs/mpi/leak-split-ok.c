// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

struct grid {
  MPI_Comm row, column;
};

static struct grid make_grid(int rank) {
  struct grid g;
  MPI_Comm_split(MPI_COMM_WORLD, rank / 2, 0, &g.row);
  MPI_Comm_split(MPI_COMM_WORLD, rank % 2, 0, &g.column);
  return g;
}

int main(int argc, char **argv) {
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  struct grid g = make_grid(rank);
  MPI_Barrier(g.row);
  MPI_Barrier(g.column);
  MPI_Comm_free(&g.row);
  MPI_Comm_free(&g.column);
  MPI_Finalize();
  return 0;
}
