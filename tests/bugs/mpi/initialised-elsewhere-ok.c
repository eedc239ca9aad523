// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Functions of another file begin and end MPI.
#include <mpi.h>

void library_begin(int *argc, char ***argv);
int library_end(int errors);

int main(int argc, char **argv) {
  int rank;
  library_begin(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Barrier(MPI_COMM_WORLD);
  return library_end(rank);
}
