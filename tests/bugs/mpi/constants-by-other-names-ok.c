// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Constants of MPI are given names of the program's own, in tables and enumerators.
#include <mpi.h>

enum { NOBODY = MPI_PROC_NULL, ANYONE = MPI_ANY_SOURCE, ANYTHING = MPI_ANY_TAG };

static const int partners[2][2] = {{MPI_PROC_NULL, 1}, {0, MPI_PROC_NULL}};

int main(int argc, char **argv) {
  int rank, size, x = 1, y = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size == 2) {
    MPI_Send(&x, 1, MPI_INT, NOBODY, 0, MPI_COMM_WORLD);
    MPI_Sendrecv(&x, 1, MPI_INT, partners[rank][1], 3, &y, 1, MPI_INT, partners[rank][0], 3, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    if (rank == 0)
      MPI_Send(&x, 1, MPI_INT, 1, 4, MPI_COMM_WORLD);
    else
      MPI_Recv(&y, 1, MPI_INT, ANYONE, ANYTHING, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  MPI_Finalize();
  return 0;
}
