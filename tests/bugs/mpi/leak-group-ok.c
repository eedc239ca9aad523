// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Group all, others;
  int zero = 0, n;
  MPI_Init(&argc, &argv);
  MPI_Comm_group(MPI_COMM_WORLD, &all);
  MPI_Group_excl(all, 1, &zero, &others);
  MPI_Group_size(others, &n);
  MPI_Group_free(&others);
  MPI_Group_free(&all);
  MPI_Finalize();
  return 0;
}
