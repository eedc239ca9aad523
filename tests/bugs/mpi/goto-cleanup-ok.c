// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// What went wrong is cleaned up behind labels, in the opposite order of what was made.
#include <mpi.h>
#include <stdlib.h>

static int exchange(int rank, int count) {
  int status = 1;
  MPI_Comm own = MPI_COMM_NULL;
  MPI_Request request = MPI_REQUEST_NULL;
  double *in = NULL, *out = NULL;
  MPI_Comm_dup(MPI_COMM_WORLD, &own);
  if (!(in = calloc(count, sizeof *in)))
    goto communicator;
  if (!(out = calloc(count, sizeof *out)))
    goto input;
  for (int round = 0; round < 3; round++) {
    MPI_Irecv(in, count, MPI_DOUBLE, 1 - rank, round, own, &request);
    MPI_Send(out, count, MPI_DOUBLE, 1 - rank, round, own);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    if (in[0] < 0)
      goto output;
    out[0] = in[0] + 1;
  }
  status = 0;
output:
  free(out);
input:
  free(in);
communicator:
  MPI_Comm_free(&own);
  return status;
}

int main(int argc, char **argv) {
  int rank, size, status = 0;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2)
    goto end;
  status = exchange(rank, 100);
end:
  MPI_Finalize();
  return status;
}
