// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// Each round makes a type, and only the last is freed.
#include <mpi.h>

int main(int argc, char **argv) {
  int a[32] = {0};
  MPI_Datatype t = MPI_DATATYPE_NULL;
  MPI_Init(&argc, &argv);
  for (int width = 1; width <= 4; width++) {
    MPI_Type_vector(2, width, 8, MPI_INT, &t); // bug: resource leak, njmpi-resource-leak
    MPI_Type_commit(&t);
    MPI_Bcast(a, 1, t, 0, MPI_COMM_WORLD);
  }
  MPI_Type_free(&t);
  MPI_Finalize();
  return 0;
}
