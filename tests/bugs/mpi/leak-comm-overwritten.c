// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// The second duplicate takes the place of the first.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm c;
  MPI_Init(&argc, &argv);
  for (int i = 0; i < 2; i++)
    MPI_Comm_dup(MPI_COMM_WORLD, &c); // bug: resource leak, njmpi-resource-leak
  MPI_Barrier(c);
  MPI_Comm_free(&c);
  MPI_Finalize();
  return 0;
}
