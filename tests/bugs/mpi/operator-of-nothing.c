// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// An operator without a function.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Op o;
  if (rank < size)
    MPI_Op_create(0, 1, &o); // bug: invalid parameter, njmpi-argument
  MPI_Op_free(&o);
  MPI_Finalize();
  return 0;
}
