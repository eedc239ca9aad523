// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// What one thread sends, another one of the same rank receives.
#include <mpi.h>
#include <pthread.h>

static void *receive(void *given) {
  int value;
  MPI_Recv(&value, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return given;
}

int main(int argc, char **argv) {
  int provided, id, value = 1;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
  if (provided != MPI_THREAD_MULTIPLE)
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Comm_rank(MPI_COMM_WORLD, &id);
  if (id == 0) {
    pthread_t other;
    pthread_create(&other, 0, receive, 0);
    MPI_Send(&value, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    pthread_join(other, 0);
  }
  MPI_Finalize();
  return 0;
}
