// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 3
// The resized type takes the place of the one it was made from, which nobody can free any more.
#include <stddef.h>
#include <mpi.h>

struct record {
  char key[12];
  int count;
};

int main(int argc, char **argv) {
  struct record records[4] = {{"", 0}};
  int lengths[2] = {12, 1};
  MPI_Aint places[2] = {offsetof(struct record, key), offsetof(struct record, count)};
  MPI_Datatype parts[2] = {MPI_CHAR, MPI_INT}, type;
  MPI_Init(&argc, &argv);
  MPI_Type_create_struct(2, lengths, places, parts, &type); // bug: resource leak, njmpi-resource-leak
  MPI_Type_create_resized(type, 0, sizeof(struct record), &type);
  MPI_Type_commit(&type);
  MPI_Bcast(records, 4, type, 0, MPI_COMM_WORLD);
  MPI_Type_free(&type);
  MPI_Finalize();
  return 0;
}
