// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Between two groups the root says so, and the others of its group have none.
#include <mpi.h>

void send_down(MPI_Comm comm, int *x, int sends) {
  int rank, root = 0;
  MPI_Comm_rank(comm, &rank);
  if (sends)
    root = rank == 0 ? MPI_ROOT : MPI_PROC_NULL;
  MPI_Bcast(x, 1, MPI_INT, root, comm);
}
