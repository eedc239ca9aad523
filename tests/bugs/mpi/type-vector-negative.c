// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Datatype t;
  MPI_Init(&argc, &argv);
  MPI_Type_vector(-3, 1, 4, MPI_INT, &t); // bug: invalid parameter, njmpi-argument
  MPI_Type_commit(&t);
  MPI_Type_free(&t);
  MPI_Finalize();
  return 0;
}
