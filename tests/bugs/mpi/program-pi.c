// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: invalid parameter
// ranks: 3
// The number of points is a long, and is shared as an int.
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
  MPI_Bcast(&n, 1, MPI_INT, 0, MPI_COMM_WORLD); // bug: invalid parameter, njmpi-type-mismatch
  for (long i = rank; i < n; i += size)
    inside += i % 3 == 0;
  MPI_Reduce(&inside, &total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
