// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 2
// A macro that names its argument several times and evaluates it once, as those of test libraries do.
#include <mpi.h>

#define CHECK(x)                                                                                                       \
  do {                                                                                                                 \
    (void)__builtin_constant_p(x);                                                                                     \
    (void)sizeof(x);                                                                                                   \
    failures += !(x);                                                                                                  \
  } while ((void)0, 0 && !!(x))

int main(int argc, char **argv) {
  int failures = 0;
  MPI_Comm c;
  MPI_Init(&argc, &argv);
  MPI_Comm_dup(MPI_COMM_WORLD, &c);
  CHECK(MPI_Comm_free(&c) == MPI_SUCCESS);
  MPI_Finalize();
  return failures;
}
