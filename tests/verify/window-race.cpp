// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-window-race: accesses to one place of a window that nothing orders.
// options: check-mpi
#include <mpi.h>

static void all_put(int value) {
  int cell = 0;
  MPI_Win w;
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, w); // expected-error {{'MPI_Put' and 'MPI_Put' access the same place of a window, and nothing orders them [njmpi-window-race]}}
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
}
static void stored_while_got(int rank) {
  int cell = 0, copy = 0;
  MPI_Win w;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  if (rank == 0)
    cell = 3; // expected-note {{the other access is here}}
  else if (rank == 1)
    MPI_Get(&copy, 1, MPI_INT, 0, 0, 1, MPI_INT, w); // expected-error {{'MPI_Get' and a store access the same place of a window, and nothing orders them [njmpi-window-race]}}
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
}
static void put_and_read(int rank) {
  int cell = 0, value = 7;
  MPI_Win w;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  if (rank == 0)
    MPI_Put(&value, 1, MPI_INT, 1, 0, 1, MPI_INT, w); // expected-note {{the other access is here}}
  else if (rank == 1)
    value = cell; // expected-error {{a load and 'MPI_Put' access the same place of a window, and nothing orders them [njmpi-window-race]}}
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
}
static void under_shared_locks(int value) {
  int cell = 0;
  MPI_Win w;
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, w);
  MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, w); // expected-error {{'MPI_Put' and 'MPI_Put' access the same place of a window, and nothing orders them [njmpi-window-race]}}
  MPI_Win_unlock(0, w);
  MPI_Win_free(&w);
}
static void two_operators(int rank) {
  int cell = 0, value = 1;
  MPI_Win w;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  if (rank == 1)
    MPI_Accumulate(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_SUM, w); // expected-note {{the other access is here}}
  else if (rank == 2)
    MPI_Accumulate(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_MAX, w); // expected-error {{'MPI_Accumulate' and 'MPI_Accumulate' access the same place of a window, and nothing orders them [njmpi-window-race]}}
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
}

// Correct.
static void all_accumulate(int value) {
  int cell = 0;
  MPI_Win w;
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  MPI_Accumulate(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_SUM, w);
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
}
static void between_fences(int rank) {
  int cell = 0, copy = 0;
  MPI_Win w;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  if (rank == 0)
    cell = 3;
  MPI_Win_fence(0, w);
  if (rank == 1)
    MPI_Get(&copy, 1, MPI_INT, 0, 0, 1, MPI_INT, w);
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
}
static void one_after_the_other(int value) {
  int cell = 0;
  MPI_Win w;
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, w);
  MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, w);
  MPI_Win_unlock(0, w);
  MPI_Win_free(&w);
}
static void each_its_place(int rank) {
  int cells[8] = {}, value = 7;
  MPI_Win w;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(cells, 32, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  if (rank < 8)
    MPI_Put(&value, 1, MPI_INT, 0, rank, 1, MPI_INT, w);
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
}
static void all_get(int *copy) {
  int cell = 0;
  MPI_Win w;
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  MPI_Get(copy, 1, MPI_INT, 0, 0, 1, MPI_INT, w);
  MPI_Win_fence(0, w);
  MPI_Win_free(&w);
}
static void read_after_the_fence(int rank) {
  int cell = 0, value = 7;
  MPI_Win w;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Win_create(&cell, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  MPI_Win_fence(0, w);
  if (rank == 0)
    MPI_Put(&value, 1, MPI_INT, 1, 0, 1, MPI_INT, w);
  MPI_Win_fence(0, w);
  if (rank == 1)
    value = cell;
  MPI_Win_free(&w);
}
