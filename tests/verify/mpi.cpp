// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of MPI's C interface: njmpi-resource-leak, njmpi-epoch and njmpi-argument.
// options: check-mpi
#include <mpi.h>

// ---- never freed ----
static void a_communicator() {
  MPI_Comm c;
  MPI_Comm_dup(MPI_COMM_WORLD, &c); // expected-error {{the communicator that 'MPI_Comm_dup' makes is never freed [njmpi-resource-leak]}}
  MPI_Barrier(c);
}
static void a_type(int *x) {
  MPI_Datatype pair;
  MPI_Type_contiguous(2, MPI_INT, &pair); // expected-error {{the datatype that 'MPI_Type_contiguous' makes is never freed [njmpi-resource-leak]}}
  MPI_Type_commit(&pair);
  MPI_Bcast(x, 1, pair, 0, MPI_COMM_WORLD);
}
static void on_one_path(bool early) {
  MPI_Group g;
  MPI_Comm_group(MPI_COMM_WORLD, &g); // expected-error {{the group that 'MPI_Comm_group' makes is never freed [njmpi-resource-leak]}}
  if (early)
    return;
  MPI_Group_free(&g);
}
static void a_request(int *x) {
  MPI_Request r;
  MPI_Send_init(x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &r); // expected-error {{the persistent request that 'MPI_Send_init' makes is never freed [njmpi-resource-leak]}}
  MPI_Start(&r);
  MPI_Wait(&r, MPI_STATUS_IGNORE);
}
// Correct.
static void freed() {
  MPI_Comm c;
  MPI_Comm_dup(MPI_COMM_WORLD, &c);
  MPI_Barrier(c);
  MPI_Comm_free(&c);
}
static void for_the_caller(MPI_Comm *c) { MPI_Comm_dup(MPI_COMM_WORLD, c); }
static MPI_Datatype returned() {
  MPI_Datatype pair;
  MPI_Type_contiguous(2, MPI_INT, &pair);
  MPI_Type_commit(&pair);
  return pair;
}
static void null_for_others(int rank) {
  MPI_Comm c;
  MPI_Comm_split(MPI_COMM_WORLD, rank ? MPI_UNDEFINED : 0, 0, &c);
  if (c != MPI_COMM_NULL)
    MPI_Comm_free(&c);
}

// ---- epochs ----
static void outside(MPI_Win w, int *x) {
  MPI_Win own;
  MPI_Win_create(x, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &own);
  MPI_Get(x + 1, 1, MPI_INT, 0, 0, 1, MPI_INT, own); // expected-error {{'MPI_Get' is called outside of an epoch [njmpi-epoch]}}
  MPI_Win_free(&own);
  MPI_Win_fence(0, w);
}
static void left_open(int *x) {
  MPI_Win own;
  MPI_Win_create(x, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &own);
  MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, own); // expected-error {{the epoch that 'MPI_Win_lock' opens is never closed by 'MPI_Win_unlock' [njmpi-epoch]}}
  MPI_Win_free(&own); // expected-note {{the window is freed here}}
}
static void never_opened(int *x) {
  MPI_Win own;
  MPI_Win_create(x, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &own);
  MPI_Win_unlock(0, own); // expected-error {{'MPI_Win_unlock' closes an epoch that 'MPI_Win_lock' has not opened [njmpi-epoch]}}
  MPI_Win_free(&own);
}
static void opened_twice(int *x) {
  MPI_Win own;
  MPI_Win_create(x, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &own);
  MPI_Win_lock_all(0, own); // expected-note {{it is opened here}}
  MPI_Win_lock_all(0, own); // expected-error {{'MPI_Win_lock_all' opens an epoch that is open [njmpi-epoch]}}
  MPI_Win_unlock_all(own);
  MPI_Win_free(&own);
}
// Correct.
static void fenced(int *x) {
  MPI_Win own;
  MPI_Win_create(x, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &own);
  MPI_Win_fence(0, own);
  MPI_Get(x + 1, 1, MPI_INT, 0, 0, 1, MPI_INT, own);
  MPI_Win_fence(0, own);
  MPI_Win_free(&own);
}
static void locked(int *x) {
  MPI_Win own;
  MPI_Win_create(x, 4, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &own);
  MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, own);
  MPI_Get(x + 1, 1, MPI_INT, 0, 0, 1, MPI_INT, own);
  MPI_Win_unlock(0, own);
  MPI_Win_free(&own);
}
static void of_the_caller(MPI_Win w, int *x) { MPI_Put(x, 1, MPI_INT, 0, 0, 1, MPI_INT, w); }
static void only_fences(MPI_Win w) { MPI_Win_fence(0, w); }

// ---- arguments ----
static void arguments(int *x) {
  MPI_Send(x, -1, MPI_INT, 1, 0, MPI_COMM_WORLD); // expected-error {{'-1' is no count of 'MPI_Send': it is negative [njmpi-argument]}}
  MPI_Send(x, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD); // expected-error {{'MPI_ANY_SOURCE' is no destination of 'MPI_Send' [njmpi-argument]}}
  MPI_Send(x, 1, MPI_DATATYPE_NULL, 1, 0, MPI_COMM_WORLD); // expected-error {{'MPI_Send' is given a null datatype [njmpi-argument]}}
  MPI_Recv(nullptr, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); // expected-error {{'MPI_Recv' is given a null buffer for 1 elements [njmpi-argument]}}
  MPI_Send(x, 0, MPI_INT, MPI_PROC_NULL, 0, MPI_COMM_WORLD);
  MPI_Recv(x, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}
