// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 3
// Two groups with a bridge between them: roots are named on one side, and the other side says MPI_ROOT.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm local, bridge, merged;
  int value = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size >= 2) {
    int side = rank % 2;
    MPI_Comm_split(MPI_COMM_WORLD, side, rank, &local);
    MPI_Intercomm_create(local, 0, MPI_COMM_WORLD, 1 - side, 17, &bridge);
    if (side == 0) {
      value = 7;
      int in_local;
      MPI_Comm_rank(local, &in_local);
      MPI_Bcast(&value, 1, MPI_INT, in_local == 0 ? MPI_ROOT : MPI_PROC_NULL, bridge);
    } else {
      MPI_Bcast(&value, 1, MPI_INT, 0, bridge);
    }
    MPI_Intercomm_merge(bridge, side, &merged);
    MPI_Barrier(merged);
    MPI_Comm_free(&merged);
    MPI_Comm_free(&bridge);
    MPI_Comm_free(&local);
  }
  MPI_Finalize();
  return 0;
}
