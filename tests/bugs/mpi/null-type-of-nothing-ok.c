// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// A handle that is given where there are no elements.
#include <mpi.h>

static void tell(const double *x, int n, MPI_Datatype type, int dest) {
  MPI_Send(x, n, type, dest, 0, MPI_COMM_WORLD);
}

int main(int argc, char **argv) {
  int rank, size;
  double x[2] = {1, 2};
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 1 && rank == 0)
    tell(x, 2, MPI_DOUBLE, 1);
  if (size > 1 && rank == 1)
    MPI_Recv(x, 2, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  if (argc > 9 && rank == 0)
    tell(x, 0, MPI_DATATYPE_NULL, MPI_PROC_NULL);
  MPI_Finalize();
  return 0;
}
