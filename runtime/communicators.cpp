// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Communicators: who owns them, and what makes them (MPI 4.0, chapters 7 and 8).

#include "internal.hpp"

namespace njmpi {
namespace rt {

struct shared_communicator {
  communicator state;
  bool owned;
  int users = 1;
  shared_communicator* before = nullptr;
  shared_communicator* after = nullptr;
};

namespace {

// In the order in which they were made, which is the same on all processes: so are they freed.
shared_communicator* oldest = nullptr;
shared_communicator* youngest = nullptr;

shared_communicator* share(const communicator& state, bool owned) {
  auto* const made = new shared_communicator{state, owned};
  const std::lock_guard lock(making());
  made->before = youngest;
  (youngest ? youngest->after : oldest) = made;
  youngest = made;
  return made;
}

void unlink(shared_communicator* shared) {
  const std::lock_guard lock(making());
  (shared->before ? shared->before->after : oldest) = shared->after;
  (shared->after ? shared->after->before : youngest) = shared->before;
}

void count_neighbours(communicator& comm) {
  int topology = MPI_UNDEFINED;
  if (MPI_Topo_test(comm.handle, &topology) != MPI_SUCCESS)
    return;
  if (topology == MPI_CART) {
    int dimensions = 0;
    MPI_Cartdim_get(comm.handle, &dimensions);
    comm.sources = comm.destinations = 2 * dimensions;
  } else if (topology == MPI_GRAPH) {
    MPI_Graph_neighbors_count(comm.handle, comm.rank, &comm.sources);
    comm.destinations = comm.sources;
  } else if (topology == MPI_DIST_GRAPH) {
    int weighted = 0;
    MPI_Dist_graph_neighbors_count(comm.handle, &comm.sources, &comm.destinations, &weighted);
  }
}

// Before a method calls MPI.
int check(const communicator& comm) {
  if (const int code = need())
    return code;
  return comm.handle == MPI_COMM_NULL ? refuse(MPI_ERR_COMM, "the communicator is null") : MPI_SUCCESS;
}

// Before a collective one does.
int check(const communicator& comm, const char* operation, const where& origin) {
  const int code = check(comm);
  return code == MPI_SUCCESS && checks ? checks->entering(comm, operation, origin) : code;
}

} // namespace

void retain(shared_communicator* shared) { __atomic_add_fetch(&shared->users, 1, __ATOMIC_RELAXED); }

void release(shared_communicator* shared) noexcept {
  if (__atomic_sub_fetch(&shared->users, 1, __ATOMIC_ACQ_REL) != 0)
    return;
  unlink(shared);
  if (shared->owned && shared->state.handle != MPI_COMM_NULL && running())
    MPI_Comm_free(&shared->state.handle);
  delete shared;
}

void free_communicators() {
  const std::lock_guard lock(making());
  for (shared_communicator* s = oldest; s; s = s->after) {
    if (s->owned && s->state.handle != MPI_COMM_NULL)
      MPI_Comm_free(&s->state.handle);
    s->state.handle = MPI_COMM_NULL;
  }
}

void return_errors(MPI_Comm comm) {
  MPI_Errhandler handler = MPI_ERRHANDLER_NULL;
  if (MPI_Comm_get_errhandler(comm, &handler) != MPI_SUCCESS)
    return;
  if (handler == MPI_ERRORS_ARE_FATAL)
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
  MPI_Errhandler_free(&handler);
}

int inspect(communicator& comm) {
  if (const int code = MPI_Comm_rank(comm.handle, &comm.rank))
    return code;
  if (const int code = MPI_Comm_size(comm.handle, &comm.size))
    return code;
  count_neighbours(comm);
  return MPI_SUCCESS;
}

} // namespace rt

comm::comm(MPI_Comm handle, rt::where origin) : comm() {
  int code = rt::need();
  if (code == MPI_SUCCESS && handle == MPI_COMM_WORLD)
    *this = world();
  else if (code == MPI_SUCCESS && handle != MPI_COMM_NULL) {
    rt::communicator state{handle, 0, 0};
    code = rt::inspect(state);
    if (code == MPI_SUCCESS) {
      rt::return_errors(handle);
      rt::shared_communicator* const shared = rt::share(state, false);
      *this = comm(shared->state, shared);
    }
  }
  rt::outcome(code, "comm", origin);
}

comm comm::adopt(int code, MPI_Comm made, const char* operation, const rt::where& origin) const {
  comm result;
  if (code == MPI_SUCCESS && made != MPI_COMM_NULL) {
    rt::communicator state{made, 0, 0};
    code = rt::inspect(state);
    rt::shared_communicator* const shared = rt::share(state, true);
    result = comm(shared->state, shared);
    if (rt::checks)
      rt::checks->made(shared->state, operation, origin);
  }
  rt::outcome(code, operation, origin);
  return result;
}

comm comm::split(int color, int key, rt::where origin) const {
  MPI_Comm made = MPI_COMM_NULL;
  int code = rt::check(*state_, "split", origin);
  if (code == MPI_SUCCESS)
    code = MPI_Comm_split(handle(), color, key, &made);
  return adopt(code, made, "split", origin);
}

comm comm::split_shared(int key, rt::where origin) const {
  MPI_Comm made = MPI_COMM_NULL;
  int code = rt::check(*state_, "split_shared", origin);
  if (code == MPI_SUCCESS)
    code = MPI_Comm_split_type(handle(), MPI_COMM_TYPE_SHARED, key, MPI_INFO_NULL, &made);
  return adopt(code, made, "split_shared", origin);
}

comm comm::dup(rt::where origin) const {
  MPI_Comm made = MPI_COMM_NULL;
  int code = rt::check(*state_, "dup", origin);
  if (code == MPI_SUCCESS)
    code = MPI_Comm_dup(handle(), &made);
  return adopt(code, made, "dup", origin);
}

comm comm::cart(const rt::dimension_list& dims, const rt::dimension_list& periodic, bool reorder,
                rt::where origin) const {
  constexpr int most = rt::dimension_list::most;
  const int n = dims.size();
  MPI_Comm made = MPI_COMM_NULL;
  int code = rt::check(*state_);
  if (code == MPI_SUCCESS && (n == 0 || n > most))
    code = rt::refuse(MPI_ERR_DIMS, "a grid has 1 to %d dimensions, not %d", most, n);
  else if (code == MPI_SUCCESS && periodic.size() != 0 && periodic.size() != n)
    code = rt::refuse(MPI_ERR_DIMS, "%d dimensions, but periodic is given for %d", n, periodic.size());
  int extents[most] = {};
  int wraps[most] = {};
  bool open = false;
  for (int d = 0; code == MPI_SUCCESS && d < n; ++d) {
    extents[d] = dims[d];
    wraps[d] = periodic.size() != 0 && periodic[d] != 0;
    open = open || dims[d] == 0;
  }
  if (code == MPI_SUCCESS && open)
    code = MPI_Dims_create(state_->size, n, extents);
  if (code == MPI_SUCCESS && rt::checks)
    code = rt::checks->entering(*state_, "cart", origin);
  if (code == MPI_SUCCESS)
    code = MPI_Cart_create(handle(), n, extents, wraps, reorder, &made);
  return adopt(code, made, "cart", origin);
}

std::vector<int> comm::coords(rt::where origin) const { return coords(state_->rank, origin); }

std::vector<int> comm::coords(int rank, rt::where origin) const {
  std::vector<int> result;
  int dimensions = 0;
  int code = rt::check(*state_);
  if (code == MPI_SUCCESS)
    code = MPI_Cartdim_get(handle(), &dimensions);
  if (code == MPI_SUCCESS) {
    result.resize(static_cast<std::size_t>(dimensions));
    code = MPI_Cart_coords(handle(), rank, dimensions, result.data());
  }
  rt::outcome(code, "coords", origin);
  return result;
}

neighbours comm::shift(int dimension, int displacement, rt::where origin) const {
  neighbours result{MPI_PROC_NULL, MPI_PROC_NULL};
  int code = rt::check(*state_);
  if (code == MPI_SUCCESS)
    code = MPI_Cart_shift(handle(), dimension, displacement, &result.source, &result.dest);
  rt::outcome(code, "shift", origin);
  return result;
}

} // namespace njmpi
