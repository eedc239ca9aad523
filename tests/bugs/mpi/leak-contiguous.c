// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  double a[6] = {0};
  MPI_Datatype three;
  MPI_Init(&argc, &argv);
  MPI_Type_contiguous(3, MPI_DOUBLE, &three); // bug: resource leak, njmpi-resource-leak
  MPI_Type_commit(&three);
  MPI_Bcast(a, 2, three, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
