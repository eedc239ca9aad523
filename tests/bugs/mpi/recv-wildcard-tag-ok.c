// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>
#include <stdio.h>

enum { REQUEST = 1, REPLY = 0 };

int main(int argc, char **argv) {
  int token = 42, rank;
  MPI_Status s;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Ssend(&token, 1, MPI_INT, 1, REPLY, MPI_COMM_WORLD);
  else if (rank == 1) {
    MPI_Recv(&token, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &s);
    if (s.MPI_TAG == REQUEST)
      printf("request from %d\n", s.MPI_SOURCE);
  }
  MPI_Finalize();
  return 0;
}
