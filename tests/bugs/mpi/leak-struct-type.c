// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <stddef.h>
#include <mpi.h>

typedef struct {
  int id;
  double mass;
} body;

static void share(body *b, int n) {
  MPI_Datatype raw, type;
  int lengths[] = {1, 1};
  MPI_Aint places[] = {offsetof(body, id), offsetof(body, mass)};
  MPI_Datatype parts[] = {MPI_INT, MPI_DOUBLE};
  MPI_Type_create_struct(2, lengths, places, parts, &raw); // bug: resource leak, njmpi-resource-leak
  MPI_Type_create_resized(raw, 0, sizeof(body), &type);
  MPI_Type_commit(&type);
  MPI_Bcast(b, n, type, 0, MPI_COMM_WORLD);
  MPI_Type_free(&type);
}

int main(int argc, char **argv) {
  body b[2] = {{1, 2}, {3, 4}};
  MPI_Init(&argc, &argv);
  share(b, 2);
  MPI_Finalize();
  return 0;
}
