// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// A null pointer is MPI_BOTTOM under another name, for datatypes that hold addresses.
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv) {
  double values[4] = {0};
  MPI_Aint place;
  MPI_Datatype all;
  int four = 4;
  MPI_Init(&argc, &argv);
  MPI_Get_address(values, &place);
  MPI_Type_create_hindexed(1, &four, &place, MPI_DOUBLE, &all);
  MPI_Type_commit(&all);
  MPI_Bcast(NULL, 1, all, 0, MPI_COMM_WORLD);
  MPI_Type_free(&all);
  MPI_Finalize();
  return 0;
}
