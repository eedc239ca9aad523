// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: message race
// ranks: 3
// The first rank deals lines out and collects their lengths, in any order, by their numbers.
#include <stdlib.h>
#include <string.h>
#include <mpi.h>

static const char *const lines[] = {"one", "twenty", "three hundred", "", "five"};
enum { COUNT = sizeof lines / sizeof *lines, DONE = COUNT };

int main(int argc, char **argv) {
  int length[COUNT];
  int rank, size;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (rank == 0 && size > 1) {
    int next = 0, open = 0;
    for (int r = 1; r < size; r++) {
      int tag = next < COUNT ? next : DONE;
      MPI_Send(tag == DONE ? "" : lines[tag], tag == DONE ? 0 : (int)strlen(lines[tag]), MPI_CHAR, r, tag, MPI_COMM_WORLD);
      open += tag != DONE;
      next++;
    }
    while (open > 0) {
      MPI_Status s;
      int answer;
      MPI_Recv(&answer, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &s);
      length[s.MPI_TAG] = answer;
      open--;
      int tag = next < COUNT ? next : DONE;
      MPI_Send(tag == DONE ? "" : lines[tag], tag == DONE ? 0 : (int)strlen(lines[tag]), MPI_CHAR, s.MPI_SOURCE, tag, MPI_COMM_WORLD);
      open += tag != DONE;
      next++;
    }
    if (length[1] != 6)
      MPI_Abort(MPI_COMM_WORLD, 1);
  } else if (rank > 0) {
    char text[64];
    MPI_Status s;
    int n;
    for (;;) {
      MPI_Recv(text, sizeof text, MPI_CHAR, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &s);
      if (s.MPI_TAG == DONE)
        break;
      MPI_Get_count(&s, MPI_CHAR, &n);
      MPI_Send(&n, 1, MPI_INT, 0, s.MPI_TAG, MPI_COMM_WORLD);
    }
  }
  MPI_Finalize();
  return 0;
}
