// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same kernels as an expert writes them against the C API, to mean the same: direct calls, every code
// looked at, no size truncated to int (MPI_ERR_COUNT), no buffer overrun by a message or by other ranks'
// parts. What MPI checks itself, and what is a constant, is not checked again.
#include "kernels.hpp"
#include <atomic>
#include <climits>
#include <cstdio>
#include <numeric>

namespace by_hand {
namespace {

[[gnu::cold, gnu::noinline]] int failed(int code) {
  std::fprintf(stderr, "MPI call failed: %d\n", code);
  return code;
}
// Which of several operations failed, and why, MPI says in the statuses only.
[[gnu::cold, gnu::noinline]] int failed(int code, const MPI_Status* statuses, int count) {
  if (code == MPI_ERR_IN_STATUS)
    for (int i = 0; i < count; ++i)
      if (statuses[i].MPI_ERROR != MPI_SUCCESS && statuses[i].MPI_ERROR != MPI_ERR_PENDING)
        return failed(statuses[i].MPI_ERROR);
  return failed(code);
}

} // namespace

int nothing(workload&) { return MPI_SUCCESS; }

// ---- point to point ---------------------------------------------------------------------------

int send(workload& w) {
  if (w.x.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Send(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int send_span(workload& w) {
  if (w.part.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Send(w.part.data(), static_cast<int>(w.part.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int send_array(workload& w) {
  const int code = MPI_Send(w.numbers, 8, MPI_DOUBLE, 0, 7, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int send_to_nobody(workload& w) {
  if (w.x.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code =
      MPI_Send(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, MPI_PROC_NULL, 7, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int ssend(workload& w) {
  if (w.x.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Ssend(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int recv(workload& w) {
  if (w.y.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code =
      MPI_Recv(w.y.data(), static_cast<int>(w.y.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return code == MPI_SUCCESS ? code : failed(code);
}
int recv_status(workload& w) {
  if (w.y.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  MPI_Status status;
  const int code =
      MPI_Recv(w.y.data(), static_cast<int>(w.y.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD, &status);
  return (code == MPI_SUCCESS ? code : failed(code)) + status.MPI_SOURCE;
}
int sendrecv(workload& w) {
  if (w.x.size() > INT_MAX || w.y.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code =
      MPI_Sendrecv(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, 0, 7, w.y.data(),
                   static_cast<int>(w.y.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return code == MPI_SUCCESS ? code : failed(code);
}
int sendrecv_replace(workload& w) {
  if (w.y.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Sendrecv_replace(w.y.data(), static_cast<int>(w.y.size()), MPI_DOUBLE, 0, 7, 0, 7,
                                        MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return code == MPI_SUCCESS ? code : failed(code);
}
int iprobe(workload&) {
  int flag = 0;
  const int code = MPI_Iprobe(0, 7, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
  return (code == MPI_SUCCESS ? code : failed(code)) + (flag != 0);
}

// ---- nonblocking ------------------------------------------------------------------------------

int isend_wait(workload& w) {
  if (w.x.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  MPI_Request sent;
  int code = MPI_Isend(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD, &sent);
  if (code != MPI_SUCCESS)
    return failed(code);
  code = MPI_Wait(&sent, MPI_STATUS_IGNORE);
  return code == MPI_SUCCESS ? code : failed(code);
}
int exchange_waitall(workload& w) {
  if (w.x.size() > INT_MAX || w.y.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  // What was started is waited for also where the other operation could not be.
  MPI_Request both[2] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
  int code = MPI_Irecv(w.y.data(), static_cast<int>(w.y.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD, &both[0]);
  if (code != MPI_SUCCESS)
    failed(code);
  code = MPI_Isend(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD, &both[1]);
  if (code != MPI_SUCCESS)
    failed(code);
  MPI_Status statuses[2];
  code = MPI_Waitall(2, both, statuses);
  return code == MPI_SUCCESS ? code : failed(code, statuses, 2);
}
int exchange_range(workload& w) { return exchange_waitall(w); }
int irecv_test(workload& w) {
  if (w.y.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  MPI_Request received;
  int code = MPI_Irecv(w.y.data(), static_cast<int>(w.y.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD, &received);
  if (code != MPI_SUCCESS)
    return failed(code);
  for (int flag = 0; !flag;) {
    code = MPI_Test(&received, &flag, MPI_STATUS_IGNORE);
    if (code != MPI_SUCCESS)
      return failed(code);
  }
  return MPI_SUCCESS;
}

// ---- persistent -------------------------------------------------------------------------------

int start_wait(workload& w) {
  // MPI need not notice that a request is started twice.
  if (w.raw_receiving)
    return failed(MPI_ERR_REQUEST);
  int code = MPI_Start(&w.raw_receive);
  if (code != MPI_SUCCESS)
    return failed(code);
  w.raw_receiving = true;
  code = MPI_Wait(&w.raw_receive, MPI_STATUS_IGNORE);
  w.raw_receiving = false;
  return code == MPI_SUCCESS ? code : failed(code);
}
int init_start_wait(workload& w) {
  if (w.x.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  MPI_Request sending;
  int code = MPI_Send_init(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, MPI_PROC_NULL, 7,
                           MPI_COMM_WORLD, &sending);
  if (code != MPI_SUCCESS)
    return failed(code);
  code = MPI_Start(&sending);
  if (code == MPI_SUCCESS)
    code = MPI_Wait(&sending, MPI_STATUS_IGNORE);
  MPI_Request_free(&sending);
  return code == MPI_SUCCESS ? code : failed(code);
}

// ---- collectives ------------------------------------------------------------------------------

int barrier(workload&) {
  const int code = MPI_Barrier(MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int bcast(workload& w) {
  if (w.x.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Bcast(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, 0, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int allreduce(workload& w) {
  const int code = MPI_Allreduce(&w.in, &w.out, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int allreduce_vector(workload& w) {
  if (w.x.size() > INT_MAX || w.y.size() < w.x.size())
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Allreduce(w.x.data(), w.y.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, MPI_MAX,
                                 MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int scan(workload& w) {
  if (w.x.size() > INT_MAX || w.y.size() < w.x.size())
    return failed(MPI_ERR_COUNT);
  const int code =
      MPI_Scan(w.x.data(), w.y.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int allgather(workload& w) {
  if (w.x.size() > INT_MAX || w.y.size() < w.x.size() * static_cast<std::size_t>(w.ranks))
    return failed(MPI_ERR_COUNT);
  const int n = static_cast<int>(w.x.size());
  const int code = MPI_Allgather(w.x.data(), n, MPI_DOUBLE, w.y.data(), n, MPI_DOUBLE, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int alltoall(workload& w) {
  const std::size_t ranks = static_cast<std::size_t>(w.ranks), each = w.x.size() / ranks;
  if (each > INT_MAX || w.y.size() < each * ranks)
    return failed(MPI_ERR_COUNT);
  const int n = static_cast<int>(each);
  const int code = MPI_Alltoall(w.x.data(), n, MPI_DOUBLE, w.y.data(), n, MPI_DOUBLE, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int reduce_scatter_block(workload& w) {
  if (w.y.size() > INT_MAX || w.x.size() < w.y.size() * static_cast<std::size_t>(w.ranks))
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Reduce_scatter_block(w.x.data(), w.y.data(), static_cast<int>(w.y.size()), MPI_DOUBLE,
                                            MPI_SUM, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}

// ---- in place ---------------------------------------------------------------------------------

int allreduce_in_place(workload& w) {
  if (w.y.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Allreduce(MPI_IN_PLACE, w.y.data(), static_cast<int>(w.y.size()), MPI_DOUBLE, MPI_SUM,
                                 MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int allgather_in_place(workload& w) {
  const std::size_t each = w.y.size() / static_cast<std::size_t>(w.ranks);
  if (each > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int n = static_cast<int>(each);
  const int code = MPI_Allgather(MPI_IN_PLACE, 0, MPI_DOUBLE, w.y.data(), n, MPI_DOUBLE, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int reduce_in_place(workload& w) {
  if (w.y.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int n = static_cast<int>(w.y.size());
  const int code = w.rank == 0
                       ? MPI_Reduce(MPI_IN_PLACE, w.y.data(), n, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD)
                       : MPI_Reduce(w.y.data(), nullptr, n, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}

// ---- rooted -----------------------------------------------------------------------------------

int reduce(workload& w) {
  if (w.x.size() > INT_MAX || (w.rank == 0 && w.y.size() < w.x.size()))
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Reduce(w.x.data(), w.y.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, MPI_SUM, 0,
                              MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int gather(workload& w) {
  if (w.x.size() > INT_MAX || (w.rank == 0 && w.y.size() < w.x.size() * static_cast<std::size_t>(w.ranks)))
    return failed(MPI_ERR_COUNT);
  const int n = static_cast<int>(w.x.size());
  const int code = MPI_Gather(w.x.data(), n, MPI_DOUBLE, w.y.data(), n, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int scatter(workload& w) {
  if (w.y.size() > INT_MAX || (w.rank == 0 && w.x.size() < w.y.size() * static_cast<std::size_t>(w.ranks)))
    return failed(MPI_ERR_COUNT);
  const int n = static_cast<int>(w.y.size());
  const int code = MPI_Scatter(w.x.data(), n, MPI_DOUBLE, w.y.data(), n, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}

// ---- varying counts ---------------------------------------------------------------------------

int gatherv(workload& w) {
  std::vector<int> displacements(w.counts.size());
  std::exclusive_scan(w.counts.begin(), w.counts.end(), displacements.begin(), 0);
  const int code = MPI_Gatherv(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, w.y.data(),
                               w.counts.data(), displacements.data(), MPI_DOUBLE, 0, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int scatterv(workload& w) {
  std::vector<int> displacements(w.counts.size());
  std::exclusive_scan(w.counts.begin(), w.counts.end(), displacements.begin(), 0);
  const int code = MPI_Scatterv(w.x.data(), w.counts.data(), displacements.data(), MPI_DOUBLE, w.y.data(),
                                static_cast<int>(w.y.size()), MPI_DOUBLE, 0, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int allgatherv(workload& w) {
  std::vector<int> displacements(w.counts.size());
  std::exclusive_scan(w.counts.begin(), w.counts.end(), displacements.begin(), 0);
  const int code = MPI_Allgatherv(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, w.y.data(),
                                  w.counts.data(), displacements.data(), MPI_DOUBLE, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int alltoallv(workload& w) {
  std::vector<int> from(w.counts.size()), to(w.counts.size());
  std::exclusive_scan(w.counts.begin(), w.counts.end(), from.begin(), 0);
  std::exclusive_scan(w.counts.begin(), w.counts.end(), to.begin(), 0);
  const int code = MPI_Alltoallv(w.x.data(), w.counts.data(), from.data(), MPI_DOUBLE, w.y.data(),
                                 w.counts.data(), to.data(), MPI_DOUBLE, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}

// ---- nonblocking collectives ------------------------------------------------------------------

int ibarrier_wait(workload&) {
  MPI_Request reached;
  int code = MPI_Ibarrier(MPI_COMM_WORLD, &reached);
  if (code != MPI_SUCCESS)
    return failed(code);
  code = MPI_Wait(&reached, MPI_STATUS_IGNORE);
  return code == MPI_SUCCESS ? code : failed(code);
}
int iallreduce_wait(workload& w) {
  MPI_Request reduced;
  int code = MPI_Iallreduce(&w.in, &w.out, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD, &reduced);
  if (code != MPI_SUCCESS)
    return failed(code);
  code = MPI_Wait(&reduced, MPI_STATUS_IGNORE);
  return code == MPI_SUCCESS ? code : failed(code);
}

// ---- communicators ----------------------------------------------------------------------------

int allreduce_comm(workload& w) {
  const int code = MPI_Allreduce(&w.in, &w.out, 1, MPI_DOUBLE, MPI_SUM, w.raw_grid);
  return code == MPI_SUCCESS ? code : failed(code);
}
int neighbour_allgather(workload& w) {
  const int code = MPI_Neighbor_allgather(&w.in, 1, MPI_DOUBLE, w.numbers, 1, MPI_DOUBLE, w.raw_grid);
  return code == MPI_SUCCESS ? code : failed(code);
}

// ---- struct types -----------------------------------------------------------------------------

int send_particles(workload& w) {
  if (w.particles.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Send(w.particles.data(), static_cast<int>(w.particles.size()), w.raw_particle, 0, 7,
                            MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int gather_particles(workload& w) {
  if (w.particles.size() > INT_MAX ||
      (w.rank == 0 && w.others.size() < w.particles.size() * static_cast<std::size_t>(w.ranks)))
    return failed(MPI_ERR_COUNT);
  const int n = static_cast<int>(w.particles.size());
  const int code = MPI_Gather(w.particles.data(), n, w.raw_particle, w.others.data(), n, w.raw_particle, 0,
                              MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int send_points(workload& w) {
  if (3 * w.points.size() > INT_MAX)
    return failed(MPI_ERR_COUNT);
  const int code =
      MPI_Send(w.points.data(), static_cast<int>(3 * w.points.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}

// ---- operators --------------------------------------------------------------------------------

namespace {

// What a lambda captures, an operator of MPI finds in a global variable, which serves one call at a time: two
// threads must not find each other's.
double current_factor;
std::atomic_flag factor_is_taken;

void maximum(void* in, void* inout, int* count, MPI_Datatype*) {
  const double* a = static_cast<const double*>(in);
  double* b = static_cast<double*>(inout);
  for (int i = 0; i < *count; ++i)
    b[i] = a[i] < b[i] ? b[i] : a[i];
}
void scaled_sum(void* in, void* inout, int* count, MPI_Datatype*) {
  const double* a = static_cast<const double*>(in);
  double* b = static_cast<double*>(inout);
  for (int i = 0; i < *count; ++i)
    b[i] = current_factor * (a[i] + b[i]);
}
MPI_Op made(MPI_User_function* function) {
  MPI_Op op;
  MPI_Op_create(function, 0, &op);
  return op;
}

} // namespace

int allreduce_plus(workload& w) {
  if (w.x.size() > INT_MAX || w.y.size() < w.x.size())
    return failed(MPI_ERR_COUNT);
  const int code = MPI_Allreduce(w.x.data(), w.y.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, MPI_SUM,
                                 MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int allreduce_lambda(workload& w) {
  if (w.x.size() > INT_MAX || w.y.size() < w.x.size())
    return failed(MPI_ERR_COUNT);
  static const MPI_Op op = made(maximum);
  const int code =
      MPI_Allreduce(w.x.data(), w.y.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, op, MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? code : failed(code);
}
int allreduce_capturing(workload& w) {
  static const MPI_Op op = made(scaled_sum);
  if (w.x.size() > INT_MAX || w.y.size() < w.x.size())
    return failed(MPI_ERR_COUNT);
  if (factor_is_taken.test_and_set(std::memory_order_acquire))
    return failed(MPI_ERR_OP);
  current_factor = w.factor;
  const int code =
      MPI_Allreduce(w.x.data(), w.y.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, op, MPI_COMM_WORLD);
  factor_is_taken.clear(std::memory_order_release);
  return code == MPI_SUCCESS ? code : failed(code);
}

} // namespace by_hand
