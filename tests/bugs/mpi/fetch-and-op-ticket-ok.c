// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global concurrency
// ranks: 3
#include <mpi.h>

static int take_ticket(MPI_Win w) {
  int one = 1, ticket;
  MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, w);
  MPI_Fetch_and_op(&one, &ticket, MPI_INT, 0, 0, MPI_SUM, w);
  MPI_Win_unlock(0, w);
  return ticket;
}

int main(int argc, char **argv) {
  int *counter;
  MPI_Win w;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_allocate(sizeof *counter, sizeof *counter, MPI_INFO_NULL, MPI_COMM_WORLD, &counter, &w);
  MPI_Win_lock(MPI_LOCK_EXCLUSIVE, rank, 0, w);
  *counter = 0;
  MPI_Win_unlock(rank, w);
  MPI_Barrier(MPI_COMM_WORLD);
  if (take_ticket(w) >= size)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
