// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// MPI 4's sessions need no MPI_Init.
#include <mpi.h>

int main(int argc, char **argv) {
  int rank, sum = 0;
#if MPI_VERSION >= 4
  MPI_Session session;
  MPI_Group everyone;
  MPI_Comm all;
  (void)argc;
  (void)argv;
  MPI_Session_init(MPI_INFO_NULL, MPI_ERRORS_ARE_FATAL, &session);
  MPI_Group_from_session_pset(session, "mpi://WORLD", &everyone);
  MPI_Comm_create_from_group(everyone, "sum", MPI_INFO_NULL, MPI_ERRORS_ARE_FATAL, &all);
  MPI_Group_free(&everyone);
  MPI_Comm_rank(all, &rank);
  MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, all);
  MPI_Comm_free(&all);
  MPI_Session_finalize(&session);
#else
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
  MPI_Finalize();
#endif
  return sum < rank;
}
