// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// The buffer holds doubles, the datatype says integers.
#include <mpi.h>

int main(int argc, char **argv) {
  double temperature[4] = {0};
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Send(temperature, 4, MPI_INT, 1, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-type-mismatch
  else if (rank == 1)
    MPI_Recv(temperature, 4, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // bug: invalid parameter, njmpi-type-mismatch
  MPI_Finalize();
  return 0;
}
