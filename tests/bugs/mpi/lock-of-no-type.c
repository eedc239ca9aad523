// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// There are two types of locks, and this is none.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int memory = rank + size;
  MPI_Win w;
  MPI_Win_create(&memory, sizeof memory, sizeof memory, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock(77, 0, 0, w); // bug: invalid parameter, njmpi-argument
  MPI_Win_unlock(0, w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
