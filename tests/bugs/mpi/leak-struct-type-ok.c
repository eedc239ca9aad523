// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <stddef.h>
#include <mpi.h>

typedef struct {
  int id;
  double mass;
} body;

static MPI_Datatype body_type(void) {
  MPI_Datatype raw, type;
  int lengths[] = {1, 1};
  MPI_Aint places[] = {offsetof(body, id), offsetof(body, mass)};
  MPI_Datatype parts[] = {MPI_INT, MPI_DOUBLE};
  MPI_Type_create_struct(2, lengths, places, parts, &raw);
  MPI_Type_create_resized(raw, 0, sizeof(body), &type);
  MPI_Type_free(&raw);
  MPI_Type_commit(&type);
  return type;
}

int main(int argc, char **argv) {
  body b[2] = {{1, 2}, {3, 4}};
  MPI_Init(&argc, &argv);
  MPI_Datatype type = body_type();
  MPI_Bcast(b, 2, type, 0, MPI_COMM_WORLD);
  MPI_Type_free(&type);
  MPI_Finalize();
  return 0;
}
