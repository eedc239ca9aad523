// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
#include <mpi.h>

int main(int argc, char **argv) {
  int provided;
  MPI_Init(&argc, &argv);
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided); // bug: call ordering, njmpi-order
  MPI_Finalize();
  return 0;
}
