// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Strides may be negative.
#include <mpi.h>

int main(int argc, char **argv) {
  int a[8] = {0};
  MPI_Datatype t;
  MPI_Init(&argc, &argv);
  MPI_Type_vector(4, 1, -2, MPI_INT, &t);
  MPI_Type_commit(&t);
  MPI_Bcast(&a[7], 1, t, 0, MPI_COMM_WORLD);
  MPI_Type_free(&t);
  MPI_Finalize();
  return 0;
}
