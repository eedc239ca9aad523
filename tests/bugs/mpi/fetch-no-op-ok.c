// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// MPI_NO_OP only reads: there is no operand.
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv) {
  int rank, cell = 0, seen = 0, again = 0;
  MPI_Win w;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, w);
  MPI_Fetch_and_op(NULL, &seen, MPI_INT, 0, 0, MPI_NO_OP, w);
  MPI_Get_accumulate(NULL, 0, MPI_DATATYPE_NULL, &again, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_NO_OP, w);
  MPI_Win_unlock(0, w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
