// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// Made by one function and freed by another, through globals.
#include <mpi.h>

static MPI_Comm workers = MPI_COMM_NULL;
static MPI_Datatype row;
static MPI_Op most;

static void larger(void *a, void *b, int *n, MPI_Datatype *t) {
  for (int i = 0; i < *n; i++)
    if (((int *)a)[i] > ((int *)b)[i])
      ((int *)b)[i] = ((int *)a)[i];
  (void)t;
}

static void set_up(void) {
  MPI_Comm_dup(MPI_COMM_WORLD, &workers);
  MPI_Type_contiguous(10, MPI_INT, &row);
  MPI_Type_commit(&row);
  MPI_Op_create(larger, 1, &most);
}

static void tear_down(void) {
  MPI_Op_free(&most);
  MPI_Type_free(&row);
  MPI_Comm_free(&workers);
}

int main(int argc, char **argv) {
  int table[20] = {0}, x = 1, y;
  MPI_Init(&argc, &argv);
  set_up();
  MPI_Bcast(table, 2, row, 0, workers);
  MPI_Allreduce(&x, &y, 1, MPI_INT, most, workers);
  tear_down();
  MPI_Finalize();
  return 0;
}
