// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MPI begins with the first call that needs it, and ends at exit at the latest.

#include "internal.hpp"

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>

namespace njmpi {
namespace rt {

// Of one rank until MPI is initialised: rewritten code may divide by the size before it asks whether it is.
communicator world{MPI_COMM_WORLD, 0, 1};
communicator self{MPI_COMM_SELF, 0, 1};
const communicator null{MPI_COMM_NULL, MPI_PROC_NULL, 1};
const checking* checks = nullptr;

namespace {

constexpr std::size_t counts_of_int = std::size_t{INT_MAX} + 1;
int rank_in_world = 0;
bool over = false;

// MPI calls it first in MPI_Finalize, whoever calls that, while all of MPI still works (MPI 4.0, 11.2.4).
int at_finalize(MPI_Comm, int, void*, void*) {
  if (checks)
    checks->finalising();
  free_operators();
  free_types();
  free_communicators();
  limit = 0;
  free_request = keep_request;
  over = true;
  world.handle = self.handle = MPI_COMM_NULL;
  return MPI_SUCCESS;
}

void finalize_at_exit() {
  int finalized = 0;
  MPI_Finalized(&finalized);
  if (!finalized)
    MPI_Finalize();
}

int set_up() {
  return_errors(MPI_COMM_WORLD);
  return_errors(MPI_COMM_SELF);
  if (const int code = inspect(world))
    return code;
  if (const int code = inspect(self))
    return code;
  rank_in_world = world.rank;
  int key = MPI_KEYVAL_INVALID;
  if (const int code = MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, at_finalize, &key, nullptr))
    return code;
  MPI_Comm_set_attr(MPI_COMM_SELF, key, nullptr);
  MPI_Comm_free_keyval(&key);
  free_request = MPI_Request_free;
  // Last: from here on other threads go straight to MPI.
  __atomic_store_n(&limit, counts_of_int, __ATOMIC_RELEASE);
  return MPI_SUCCESS;
}

int begin(int* argc, char*** argv, int level) {
  const std::lock_guard lock(making());
  if (running())
    return MPI_SUCCESS;
  int flag = 0;
  MPI_Finalized(&flag);
  if (flag || over)
    return refuse(MPI_ERR_OTHER, "MPI is finalised");
  MPI_Initialized(&flag);
  if (!flag) {
    int provided = 0;
    if (const int code = MPI_Init_thread(argc, argv, level, &provided))
      return refuse(code, "MPI cannot be initialised");
  }
  // Also an MPI that the program started and forgets to finalise. Called once: what is set up stays so.
  if (limit == 0)
    std::atexit(finalize_at_exit);
  if (const int code = set_up())
    return refuse(code, "MPI cannot be used");
  return MPI_SUCCESS;
}

} // namespace

std::mutex& making() {
  static std::mutex mutex;
  return mutex;
}

void keep_loaded(const void* part) {
  Dl_info object{};
  if (dladdr(part, &object) != 0)
    dlopen(object.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

int world_rank() { return rank_in_world; }

int ready() { return begin(nullptr, nullptr, MPI_THREAD_FUNNELED); }

} // namespace rt

int init(int argc, char** argv, thread_level level, rt::where origin) {
  return rt::outcome(rt::begin(argv ? &argc : nullptr, argv ? &argv : nullptr, static_cast<int>(level)),
                     "init", origin);
}

int finalize(rt::where origin) {
  if (finalized())
    return rt::failed(rt::refuse(MPI_ERR_OTHER, "MPI is finalised"), "finalize", origin);
  // Also where nothing was called yet: the other processes may have, and it is final.
  int code = rt::need();
  if (code == MPI_SUCCESS)
    code = MPI_Finalize();
  return rt::outcome(code, "finalize", origin);
}

bool initialized() {
  int flag = 0;
  MPI_Initialized(&flag);
  return flag != 0;
}

bool finalized() {
  int flag = 0;
  MPI_Finalized(&flag);
  return flag != 0;
}

thread_level query_thread(rt::where origin) {
  int level = MPI_THREAD_SINGLE;
  int code = rt::need();
  if (code == MPI_SUCCESS)
    code = MPI_Query_thread(&level);
  rt::outcome(code, "query_thread", origin);
  return level;
}

processor_text processor_name(rt::where origin) {
  processor_text name;
  int code = rt::need();
  if (code == MPI_SUCCESS)
    code = MPI_Get_processor_name(name.text_, &name.size_);
  rt::outcome(code, "processor_name", origin);
  return name;
}

void abort(int code, rt::comm_argument comm) {
  std::fflush(nullptr);
  if (rt::need() == MPI_SUCCESS)
    MPI_Abort(comm.state ? comm.state->handle : MPI_COMM_WORLD, code);
  std::_Exit(code);
}

} // namespace njmpi
