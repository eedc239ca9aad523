// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// The target does not know the function.
#include <mpi.h>

static void most(void *in, void *inout, int *count, MPI_Datatype *type) {
  int i;
  (void)type;
  for (i = 0; i < *count; ++i)
    if (((int *)in)[i] > ((int *)inout)[i])
      ((int *)inout)[i] = ((int *)in)[i];
}

int main(int argc, char **argv) {
  int rank, size, value = 3, cells[4] = {0, 0, 0, 0};
  MPI_Win win;
  MPI_Op op;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Op_create(most, 1, &op);
  MPI_Win_create(cells, sizeof cells, sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD, &win);
  MPI_Win_fence(0, win);
  if (rank == 0)
    MPI_Accumulate(&value, 1, MPI_INT, 1, 0, 1, MPI_INT, op, win); // bug: invalid parameter, njmpi-operator
  MPI_Win_fence(0, win);
  MPI_Win_free(&win);
  MPI_Op_free(&op);
  MPI_Finalize();
  return 0;
}
