// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
// A matched probe takes the message that it saw.
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Message message;
  MPI_Status s;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0) {
    for (int i = 1; i < size; i++) {
      int n;
      MPI_Mprobe(MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &message, &s);
      MPI_Get_count(&s, MPI_INT, &n);
      int *x = malloc((n + 1) * sizeof *x);
      MPI_Mrecv(x, n, MPI_INT, &message, MPI_STATUS_IGNORE);
      free(x);
    }
  } else {
    int x[3] = {0};
    MPI_Send(x, rank % 4, MPI_INT, 0, 0, MPI_COMM_WORLD);
  }
  MPI_Finalize();
  return 0;
}
