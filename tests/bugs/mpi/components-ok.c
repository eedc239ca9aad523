// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Records of one type are their components, and aliases are the type they stand for.
#include <stdint.h>
#include <mpi.h>

struct point {
  double x, y;
};

int main(int argc, char **argv) {
  struct point p[3] = {{0, 0}, {1, 1}, {2, 2}};
  int32_t cells[2] = {1, 2};
  unsigned char raw[4] = {0};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Bcast(p, 6, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  MPI_Bcast(&p[1].x, 2, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  MPI_Bcast(cells, 2, MPI_INT32_T, 0, MPI_COMM_WORLD);
  MPI_Bcast(cells, 2, MPI_INT, 0, MPI_COMM_WORLD);
  MPI_Bcast(raw, 4, MPI_UNSIGNED_CHAR, 0, MPI_COMM_WORLD);
  (void)rank;
  MPI_Finalize();
  return 0;
}
