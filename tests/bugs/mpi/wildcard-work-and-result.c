// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
// The result of the last worker may be taken for the report of the first one.
#include <mpi.h>

enum { MESSAGE = 1 };

int main(int argc, char **argv) {
  double report = 0, result = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int last = size - 1;
  if (size >= 3) {
    if (rank == 0) {
      MPI_Recv(&report, 1, MPI_DOUBLE, MPI_ANY_SOURCE, MESSAGE, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: message race, njmpi-message-race
      MPI_Recv(&result, 1, MPI_DOUBLE, last, MESSAGE, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else if (rank == 1 || rank == last) {
      MPI_Send(&result, 1, MPI_DOUBLE, 0, MESSAGE, MPI_COMM_WORLD);
    }
  }
  MPI_Finalize();
  return 0;
}
