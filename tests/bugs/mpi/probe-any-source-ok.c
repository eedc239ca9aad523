// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Status found;
  char hello[6] = "hello";
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0) {
    for (int left = size - 1; left > 0; left--) {
      int length;
      MPI_Probe(MPI_ANY_SOURCE, 3, MPI_COMM_WORLD, &found);
      MPI_Get_count(&found, MPI_CHAR, &length);
      char *text = malloc(length);
      MPI_Recv(text, length, MPI_CHAR, found.MPI_SOURCE, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      free(text);
    }
  } else {
    MPI_Send(hello, 6, MPI_CHAR, 0, 3, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
