// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: parameter matching
// ranks: 3
#include <stdlib.h>
#include <mpi.h>

int main(int argc, char **argv) {
  long n = 100000, inside = 0, total = 0;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0 && argc > 1)
    n = atol(argv[1]);
  MPI_Bcast(&n, 1, MPI_LONG, 0, MPI_COMM_WORLD);
  srand(rank + 1);
  for (long i = rank; i < n; i += size) {
    double x = rand() / (double)RAND_MAX, y = rand() / (double)RAND_MAX;
    inside += x * x + y * y < 1;
  }
  MPI_Reduce(&inside, &total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
  if (rank == 0 && (total < 0 || total > n))
    MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Finalize();
  return 0;
}
