// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Absolute addresses take MPI_BOTTOM as their buffer.
#include <mpi.h>

int main(int argc, char **argv) {
  int id = 1;
  double mass = 2;
  MPI_Datatype both;
  MPI_Init(&argc, &argv);
  int lengths[2] = {1, 1};
  MPI_Aint places[2];
  MPI_Datatype types[2] = {MPI_INT, MPI_DOUBLE};
  MPI_Get_address(&id, &places[0]);
  MPI_Get_address(&mass, &places[1]);
  MPI_Type_create_struct(2, lengths, places, types, &both);
  MPI_Type_commit(&both);
  MPI_Bcast(MPI_BOTTOM, 1, both, 0, MPI_COMM_WORLD);
  MPI_Type_free(&both);
  MPI_Finalize();
  return 0;
}
