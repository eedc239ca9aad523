// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
// ranks: 2
// One exit for all, as C programs like it.
#include <mpi.h>

static int solve(int steps) {
  MPI_Comm c;
  int total = 0;
  MPI_Comm_dup(MPI_COMM_WORLD, &c);
  MPI_Allreduce(&steps, &total, 1, MPI_INT, MPI_SUM, c);
  if (total < 10) {
    total = 0;
    goto done;
  }
  total -= 10;
done:
  MPI_Comm_free(&c);
  return total;
}

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  int n = solve(argc);
  MPI_Bcast(&n, 1, MPI_INT, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
