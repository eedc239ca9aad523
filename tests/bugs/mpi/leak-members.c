// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 4
// Nobody frees the line of ranks, whoever is in it.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm line;
  int count, periodic = 0;
  MPI_Init(&argc, &argv);
  count = argc;
  MPI_Cart_create(MPI_COMM_WORLD, 1, &count, &periodic, 0, &line); // bug: resource leak, njmpi-resource-leak
  MPI_Finalize();
  return 0;
}
