// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// What is returned when nothing is found, and what a variable begins with, is not meant to be used.
#include <mpi.h>

enum { MOST = 3 };
static struct {
  int context;
  MPI_Comm comm;
} table[MOST];
static int root = -1;

static MPI_Comm find(int context) {
  for (int i = 0; i < MOST; ++i)
    if (table[i].context == context)
      return table[i].comm;
  return MPI_COMM_NULL;
}

static void choose(int kind) {
  switch (kind) {
  case 0:
    root = 1;
    break;
  case 1:
    root = 0;
    break;
  }
}

int main(int argc, char **argv) {
  int size = 0, context = argc;
  MPI_Init(&argc, &argv);
  for (int i = 0; i < MOST; ++i) {
    table[i].context = i + 1;
    MPI_Comm_dup(MPI_COMM_WORLD, &table[i].comm);
  }
  choose(context);
  MPI_Comm_size(find(context), &size);
  MPI_Bcast(&size, 1, MPI_INT, root, MPI_COMM_WORLD);
  for (int i = 0; i < MOST; ++i)
    MPI_Comm_free(&table[i].comm);
  MPI_Finalize();
  return 0;
}
