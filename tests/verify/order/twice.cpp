// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: initialised twice.
// options: check-mpi
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv); // expected-note {{MPI is initialised here}}
  MPI_Init(&argc, &argv); // expected-error {{'MPI_Init' is called a second time [njmpi-order]}}
  MPI_Finalize();
}
