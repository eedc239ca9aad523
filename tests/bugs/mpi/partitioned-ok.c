// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// A partitioned operation (MPI 4.0, chapter 4) is persistent.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, pass;
  double x[4] = {0, 1, 2, 3};
  MPI_Request request;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank < 2) {
#if MPI_VERSION >= 4
    if (rank == 0)
      MPI_Psend_init(x, 2, 2, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD, MPI_INFO_NULL, &request);
    else
      MPI_Precv_init(x, 2, 2, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_INFO_NULL, &request);
#else
    if (rank == 0)
      MPI_Send_init(x, 4, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD, &request);
    else
      MPI_Recv_init(x, 4, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, &request);
#endif
    for (pass = 0; pass < 3; ++pass) {
      MPI_Start(&request);
#if MPI_VERSION >= 4
      if (rank == 0) {
        MPI_Pready(0, request);
        MPI_Pready(1, request);
      }
#endif
      MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    MPI_Request_free(&request);
  }
  MPI_Finalize();
  return 0;
}
