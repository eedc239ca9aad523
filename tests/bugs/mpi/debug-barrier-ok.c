// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Debugging aids, on all ranks or none.
#include <stdlib.h>
#include <mpi.h>

#ifdef DEBUG
#define SYNC() MPI_Barrier(MPI_COMM_WORLD)
#else
#define SYNC() (void)0
#endif

int main(int argc, char **argv) {
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  SYNC();
  if (getenv("NO_SUCH_VARIABLE_IN_ANY_ENVIRONMENT"))
    MPI_Barrier(MPI_COMM_WORLD);
  switch (argc) {
  case 1:
    MPI_Barrier(MPI_COMM_WORLD);
    break;
  case 2:
    MPI_Bcast(&argc, 1, MPI_INT, 0, MPI_COMM_WORLD);
    break;
  }
  SYNC();
  (void)rank;
  MPI_Finalize();
  return 0;
}
