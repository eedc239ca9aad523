// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int mine = 1, all[64] = {0};
  MPI_Request r;
  int size;
  MPI_Init(&argc, &argv);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size > 64) {
    MPI_Finalize();
    return 1;
  }
  MPI_Igather(&mine, 1, MPI_INT, all, 1, MPI_INT, 0, MPI_COMM_WORLD, &r); // bug: request life cycle, njmpi-request-leak
  MPI_Finalize();
  return 0;
}
