// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// A communicator of a group is made by its members alone, in any order with what else they make.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank;
  MPI_Group all;
  MPI_Comm of_group, copy;
  MPI_Request r;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_group(MPI_COMM_WORLD, &all);
  if (rank % 2 == 0) {
    MPI_Comm_create_group(MPI_COMM_WORLD, all, 0, &of_group);
    MPI_Comm_idup(MPI_COMM_WORLD, &copy, &r);
  } else {
    MPI_Comm_idup(MPI_COMM_WORLD, &copy, &r);
    MPI_Comm_create_group(MPI_COMM_WORLD, all, 0, &of_group);
  }
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  MPI_Barrier(copy);
  MPI_Barrier(of_group);
  MPI_Group_free(&all);
  MPI_Comm_free(&copy);
  MPI_Comm_free(&of_group);
  MPI_Finalize();
  return 0;
}
