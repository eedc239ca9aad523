// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Only what is communicated must be committed; a type that others are made of need not be.
#include <stddef.h>
#include <mpi.h>

struct cell {
  int index;
  double value[2];
};

int main(int argc, char **argv) {
  struct cell c = {0, {1, 2}};
  MPI_Datatype two_doubles, cell;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Type_contiguous(2, MPI_DOUBLE, &two_doubles);
  int lengths[2] = {1, 1};
  MPI_Aint places[2] = {offsetof(struct cell, index), offsetof(struct cell, value)};
  MPI_Datatype types[2] = {MPI_INT, two_doubles};
  MPI_Type_create_struct(2, lengths, places, types, &cell);
  MPI_Type_commit(&cell);
  MPI_Bcast(&c, 1, cell, 0, MPI_COMM_WORLD);
  MPI_Type_free(&two_doubles);
  MPI_Type_free(&cell);
  MPI_Finalize();
  return 0;
}
