// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int cell = 0, x = 4, other;
  MPI_Win w;
  MPI_Group all, partner;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  other = size - 1 - rank;
  MPI_Comm_group(MPI_COMM_WORLD, &all);
  MPI_Group_incl(all, 1, &other, &partner);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  if (size == 2 && rank == 0) {
    MPI_Win_start(partner, 0, w); // bug: epoch life cycle, njmpi-epoch
    MPI_Put(&x, 1, MPI_INT, 1, 0, 1, MPI_INT, w);
  } else if (size == 2) {
    MPI_Win_post(partner, 0, w);
    MPI_Win_wait(w);
  }
  MPI_Win_free(&w); // or: njmpi-epoch
  MPI_Group_free(&partner);
  MPI_Group_free(&all);
  MPI_Finalize();
  return 0;
}
