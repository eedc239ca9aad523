// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
#include <stdio.h>
#include <stdlib.h>
#include <mpi.h>

#define CHECK(call)                                    \
  do {                                                 \
    int code_ = (call);                                \
    if (code_ != MPI_SUCCESS) {                        \
      fprintf(stderr, "%s failed in line %d\n", #call, __LINE__); \
      exit(1);                                         \
    }                                                  \
  } while (0)

int main(int argc, char **argv) {
  float in[3], out[3] = {1, 2, 3};
  MPI_Request r[2];
  CHECK(MPI_Init(&argc, &argv));
  int rank;
  CHECK(MPI_Comm_rank(MPI_COMM_WORLD, &rank));
  if (rank < 2) {
    CHECK(MPI_Irecv(in, 3, MPI_FLOAT, 1 - rank, 0, MPI_COMM_WORLD, &r[0]));
    CHECK(MPI_Isend(out, 3, MPI_FLOAT, 1 - rank, 0, MPI_COMM_WORLD, &r[1]));
    CHECK(MPI_Waitall(2, r, MPI_STATUSES_IGNORE));
  }
  CHECK(MPI_Finalize());
  return 0;
}
