// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: epoch life cycle
// ranks: 2
// Ranks of one node share memory, and order their stores by fences.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Comm node;
  MPI_Win w;
  int *mine, *first, disp, rank, size;
  MPI_Aint bytes;
  MPI_Init(&argc, &argv);
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &node);
  MPI_Comm_rank(node, &rank);
  MPI_Comm_size(node, &size);
  MPI_Win_allocate_shared(sizeof(int), sizeof(int), MPI_INFO_NULL, node, &mine, &w);
  MPI_Win_shared_query(w, 0, &bytes, &disp, &first);
  MPI_Win_fence(0, w);
  *mine = rank;
  MPI_Win_fence(0, w);
  if (first[0] != 0)
    MPI_Abort(MPI_COMM_WORLD, size);
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
  MPI_Comm_free(&node);
  MPI_Finalize();
  return 0;
}
