// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// The type is built once and freed by a function that runs at the end.
#include <mpi.h>

static MPI_Datatype three = MPI_DATATYPE_NULL;

static MPI_Datatype triple(void) {
  if (three == MPI_DATATYPE_NULL) {
    MPI_Type_contiguous(3, MPI_DOUBLE, &three);
    MPI_Type_commit(&three);
  }
  return three;
}

static void clean_up(void) {
  if (three != MPI_DATATYPE_NULL)
    MPI_Type_free(&three);
}

int main(int argc, char **argv) {
  double a[6] = {0};
  MPI_Init(&argc, &argv);
  MPI_Bcast(a, 2, triple(), 0, MPI_COMM_WORLD);
  MPI_Bcast(a, 1, triple(), 0, MPI_COMM_WORLD);
  clean_up();
  MPI_Finalize();
  return 0;
}
