// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: used after it is finalised.
// options: check-mpi
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  MPI_Finalize(); // expected-note {{MPI is finalised here}}
  MPI_Barrier(MPI_COMM_WORLD); // expected-error {{'MPI_Barrier' is called after 'MPI_Finalize' [njmpi-order]}}
}
