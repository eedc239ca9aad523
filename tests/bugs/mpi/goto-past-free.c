// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// One of the jumps goes past the end of a datatype.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, pair[2] = {0, 1};
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Datatype two;
  MPI_Type_contiguous(2, MPI_INT, &two); // bug: resource leak, njmpi-resource-leak
  MPI_Type_commit(&two);
  MPI_Bcast(pair, 1, two, 0, MPI_COMM_WORLD);
  if (argc > 1)
    goto end;
  MPI_Type_free(&two);
end:
  MPI_Finalize();
  return 0;
}
