// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Preloaded by run-ranks where there are more ranks than processors. MPICH on UCX polls without ever
// giving its processor to the rank that it waits for, which then costs a scheduler's time slice per
// message. This gives it up whenever a poll finds nothing.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sched.h>

typedef unsigned (*progress_function)(void *worker);

unsigned ucp_worker_progress(void *worker) {
  static progress_function next;
  if (!next)
    next = (progress_function)dlsym(RTLD_NEXT, "ucp_worker_progress");
  unsigned events = next(worker);
  if (events == 0)
    sched_yield();
  return events;
}
