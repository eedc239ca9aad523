// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: one way out does not finalise it.
// options: check-mpi
#include <mpi.h>

int main(int argc, char **argv) {
  int rank = 0;
  MPI_Init(&argc, &argv); // expected-error {{MPI is initialised here, but a rank ends without 'MPI_Finalize' [njmpi-order]}}
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 1)
    return 1; // expected-note {{it ends here}}
  MPI_Finalize();
}
