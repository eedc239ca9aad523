// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 3
// A table of records: the type is made in one function and kept in a structure, as are the communicator and window.
#include <stddef.h>
#include <stdlib.h>
#include <mpi.h>

struct record {
  char key[12];
  int count;
  double weight;
};
struct table {
  MPI_Comm comm;
  MPI_Datatype type;
  struct record *records;
  int n;
};

static struct table *table_new(MPI_Comm parent, int n) {
  struct table *t = malloc(sizeof *t);
  int lengths[3] = {12, 1, 1};
  MPI_Aint places[3] = {offsetof(struct record, key), offsetof(struct record, count), offsetof(struct record, weight)};
  MPI_Datatype parts[3] = {MPI_CHAR, MPI_INT, MPI_DOUBLE}, packed;
  MPI_Comm_dup(parent, &t->comm);
  MPI_Type_create_struct(3, lengths, places, parts, &packed);
  MPI_Type_create_resized(packed, 0, sizeof(struct record), &t->type);
  MPI_Type_commit(&t->type);
  MPI_Type_free(&packed);
  t->records = calloc(n, sizeof *t->records);
  t->n = n;
  return t;
}

static void table_free(struct table *t) {
  MPI_Type_free(&t->type);
  MPI_Comm_free(&t->comm);
  free(t->records);
  free(t);
}

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  struct table *t = table_new(MPI_COMM_WORLD, 10);
  MPI_Bcast(t->records, t->n, t->type, 0, t->comm);
  table_free(t);
  MPI_Finalize();
  return 0;
}
