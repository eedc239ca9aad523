// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// What another file does before does not matter: MPI begins here, too late.
#include <mpi.h>

void library_options(int argc, char **argv);

int main(int argc, char **argv) {
  int rank;
  library_options(argc, argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank); // bug: call ordering, njmpi-order
  MPI_Init(&argc, &argv);
  MPI_Finalize();
  return rank;
}
