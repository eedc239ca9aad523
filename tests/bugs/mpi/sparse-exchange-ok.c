// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 3
// Nobody knows how many messages come: the barrier completes when all were received.
#include <mpi.h>

int main(int argc, char **argv) {
  int out, in, done = 0, in_barrier = 0;
  MPI_Request sent, barrier = MPI_REQUEST_NULL;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  out = rank;
  MPI_Issend(&out, 1, MPI_INT, (rank * 2) % size, 4, MPI_COMM_WORLD, &sent);
  while (!done) {
    int there, finished;
    MPI_Status s;
    MPI_Iprobe(MPI_ANY_SOURCE, 4, MPI_COMM_WORLD, &there, &s);
    if (there)
      MPI_Recv(&in, 1, MPI_INT, s.MPI_SOURCE, 4, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (in_barrier) {
      MPI_Test(&barrier, &done, MPI_STATUS_IGNORE);
    } else {
      MPI_Test(&sent, &finished, MPI_STATUS_IGNORE);
      if (finished) {
        MPI_Ibarrier(MPI_COMM_WORLD, &barrier);
        in_barrier = 1;
      }
    }
  }
  MPI_Finalize();
  return 0;
}
