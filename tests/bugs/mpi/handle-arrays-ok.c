// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// The name of an array is the address of its first handle.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Request q[2];
  MPI_Comm c[2];
  MPI_Datatype t[1];
  int rank, size, a, b = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Comm_dup(MPI_COMM_WORLD, c);
  MPI_Comm_dup(c[0], c + 1);
  MPI_Type_contiguous(1, MPI_INT, t);
  MPI_Type_commit(t);
  a = rank;
  MPI_Send_init(&a, 1, *t, (rank + 1) % size, 0, c[1], q);
  MPI_Recv_init(&b, 1, *t, (rank + size - 1) % size, 0, c[1], q + 1);
  MPI_Startall(2, q);
  MPI_Waitall(2, q, MPI_STATUSES_IGNORE);
  MPI_Request_free(q);
  MPI_Request_free(q + 1);
  MPI_Type_free(t);
  MPI_Comm_free(c);
  MPI_Comm_free(c + 1);
  MPI_Finalize();
  return b < 0;
}
