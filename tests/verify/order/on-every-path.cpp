// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: each way out finalises it; silent.
// options: check-mpi
// expected-no-diagnostics
#include <mpi.h>

int main(int argc, char **argv) {
  int rank = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (argc < 2) {
    MPI_Finalize();
    return 1;
  }
  if (rank == 0)
    MPI_Send(&argc, 1, MPI_INT, MPI_PROC_NULL, 0, MPI_COMM_WORLD);
  MPI_Finalize();
}
