// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
// The exposure epoch is polled, and is closed when the test says so.
#include <mpi.h>

int main(int argc, char **argv) {
  int *cell, one = 1, exposed = 0, flag = 0, zero_rank = 0, one_rank = 1;
  MPI_Win w;
  MPI_Group all, first, second;
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  MPI_Win_allocate(sizeof *cell, sizeof *cell, MPI_INFO_NULL, MPI_COMM_WORLD, &cell, &w);
  MPI_Comm_group(MPI_COMM_WORLD, &all);
  if (size > 1) {
    MPI_Group_incl(all, 1, &zero_rank, &first);
    MPI_Group_incl(all, 1, &one_rank, &second);
    if (rank == 0) {
      MPI_Win_post(second, 0, w);
      while (!flag) {
        MPI_Win_test(w, &flag);
        exposed++;
      }
    } else if (rank == 1) {
      MPI_Win_start(first, 0, w);
      MPI_Put(&one, 1, MPI_INT, 0, 0, 1, MPI_INT, w);
      MPI_Win_complete(w);
    }
    MPI_Group_free(&first);
    MPI_Group_free(&second);
  }
  MPI_Group_free(&all);
  MPI_Win_free(&w);
  MPI_Finalize();
  return 0;
}
