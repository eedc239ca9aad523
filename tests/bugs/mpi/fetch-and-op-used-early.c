// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int counter = 0, one = 1, ticket = 0, next = 0;
  MPI_Win w;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&counter, sizeof counter, sizeof counter, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, w);
  MPI_Fetch_and_op(&one, &ticket, MPI_INT, 0, 0, MPI_SUM, w);
  next = ticket + 1; // bug: global concurrency, njmpi-window-race|njmpi-buffer-race
  MPI_Win_unlock(0, w);
  MPI_Win_free(&w);
  MPI_Finalize();
  return next < rank - 100;
}
