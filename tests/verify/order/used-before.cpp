// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: used before it is initialised.
// options: check-mpi
#include <mpi.h>

int main(int argc, char **argv) {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank); // expected-error {{'MPI_Comm_rank' is called before 'MPI_Init' [njmpi-order]}}
  MPI_Init(&argc, &argv);
  MPI_Finalize();
}
