// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int a[10] = {0}, lengths[2] = {1, 3}, places[2] = {0, 5};
  MPI_Datatype t, twice;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Type_indexed(2, lengths, places, MPI_INT, &t);
  MPI_Type_commit(&t);
  MPI_Type_dup(t, &twice); // committed as its original is
  if (rank == 0)
    MPI_Send(a, 1, t, 1, 0, MPI_COMM_WORLD);
  else if (rank == 1)
    MPI_Recv(a, 1, twice, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Type_free(&twice);
  MPI_Type_free(&t);
  MPI_Finalize();
  return 0;
}
