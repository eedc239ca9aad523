// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Group all, first;
  MPI_Comm c;
  int ranks[1] = {0};
  MPI_Init(&argc, &argv);
  MPI_Comm_group(MPI_COMM_WORLD, &all);
  MPI_Group_incl(all, 1, ranks, &first);
  MPI_Comm_create(MPI_COMM_WORLD, first, &c);
  MPI_Group_free(&first);
  MPI_Group_free(&all);
  if (c != MPI_COMM_NULL) {
    MPI_Barrier(c);
    MPI_Comm_free(&c);
  }
  MPI_Finalize();
  return 0;
}
