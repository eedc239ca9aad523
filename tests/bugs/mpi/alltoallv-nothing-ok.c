// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// Where nothing is sent the type says nothing.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2) {
    MPI_Finalize();
    return 1;
  }
  int a[4] = {0}, b[4], counts[2] = {0, 0}, places[2] = {0, 2};
  MPI_Alltoallv(a, counts, places, MPI_FLOAT, b, counts, places, MPI_INT, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
