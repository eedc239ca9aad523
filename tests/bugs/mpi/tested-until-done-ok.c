// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local concurrency
// ranks: 2
// A loop that ends when the test says so; then the values are there.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, a[2] = {1, 2}, b[2], done, error;
  MPI_Request r[2];
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
    MPI_Irecv(b, 2, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &r[0]);
    MPI_Isend(a, 2, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &r[1]);
    do {
      error = MPI_Testall(2, r, &done, MPI_STATUSES_IGNORE);
    } while (done == 0);
    if (error == MPI_SUCCESS && (b[0] != 1 || b[1] != 2))
      MPI_Abort(MPI_COMM_WORLD, 1);
    a[0] = b[1];
  }
  MPI_Finalize();
  return 0;
}
