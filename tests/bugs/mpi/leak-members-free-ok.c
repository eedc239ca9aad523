// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 4
// Ranks outside of the group have no communicator to free: their number comes from the command line.
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  MPI_Comm some, line;
  MPI_Group all, first;
  int rank, count, range[1][3] = {{0, 0, 1}}, periodic = 0;
  MPI_Init(&argc, &argv);
  count = atoi(argv[1]);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_group(MPI_COMM_WORLD, &all);
  range[0][1] = count - 1;
  MPI_Group_range_incl(all, 1, range, &first);
  MPI_Comm_create(MPI_COMM_WORLD, first, &some);
  MPI_Cart_create(MPI_COMM_WORLD, 1, &count, &periodic, 0, &line);
  if (rank < count) {
    MPI_Comm_free(&some);
    MPI_Comm_free(&line);
  }
  MPI_Group_free(&first);
  MPI_Group_free(&all);
  MPI_Finalize();
  return 0;
}
