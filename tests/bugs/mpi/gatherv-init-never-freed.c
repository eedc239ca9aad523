// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// A persistent gathering of as many elements as each rank has.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  int counts[64], places[64], all[64], one = rank;
  MPI_Request q;
  for (int i = 0; i < size && i < 64; i++) {
    counts[i] = 1;
    places[i] = i;
  }
  // clang-format off
  MPI_Gatherv_init(&one, 1, MPI_INT, all, counts, places, MPI_INT, 0, MPI_COMM_WORLD, MPI_INFO_NULL, &q); // bug: resource leak, njmpi-resource-leak|njmpi-request-leak
  // clang-format on
  MPI_Start(&q);
  MPI_Wait(&q, MPI_STATUS_IGNORE);
  MPI_Finalize();
  return 0;
}
