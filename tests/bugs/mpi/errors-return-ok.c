// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
// ranks: 2
// Codes are looked at, and what fails leaves by one door.
#include <stdio.h>
#include <mpi.h>

static int fail(const char *what, int code) {
  char text[MPI_MAX_ERROR_STRING];
  int length;
  MPI_Error_string(code, text, &length);
  fprintf(stderr, "%s: %s\n", what, text);
  MPI_Abort(MPI_COMM_WORLD, code);
  return code;
}

int main(int argc, char **argv) {
  int x = 1, code;
  MPI_Request r;
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  if (rank == 0) {
    if ((code = MPI_Isend(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &r)) != MPI_SUCCESS)
      return fail("isend", code);
    if ((code = MPI_Wait(&r, MPI_STATUS_IGNORE)) != MPI_SUCCESS)
      return fail("wait", code);
  } else if (rank == 1) {
    if ((code = MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE)) != MPI_SUCCESS)
      return fail("recv", code);
  }
  MPI_Finalize();
  return 0;
}
