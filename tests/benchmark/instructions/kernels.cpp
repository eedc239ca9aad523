// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernels as a user of njmpi writes them.
#include "kernels.hpp"
#include <array>
#include <functional>

namespace rewritten {

int nothing(workload&) { return MPI_SUCCESS; }

// ---- point to point ---------------------------------------------------------------------------

[[njmpi::kernel]] int send(workload& w) { return njmpi::send(w.x, 0, 7); }
[[njmpi::kernel]] int send_span(workload& w) { return njmpi::send(w.part, 0, 7); }
[[njmpi::kernel]] int send_array(workload& w) { return njmpi::send(w.numbers, 0, 7); }
[[njmpi::kernel]] int send_to_nobody(workload& w) { return njmpi::send(w.x, njmpi::proc_null, 7); }
[[njmpi::kernel]] int ssend(workload& w) { return njmpi::ssend(w.x, 0, 7); }
[[njmpi::kernel]] int recv(workload& w) { return njmpi::recv(w.y, 0, 7); }
[[njmpi::kernel]] int recv_status(workload& w) {
  njmpi::status status;
  const int code = njmpi::recv(w.y, 0, 7, &status);
  return code + status.source();
}
[[njmpi::kernel]] int sendrecv(workload& w) { return njmpi::sendrecv(w.x, 0, w.y, 0, 7, 7); }
[[njmpi::kernel]] int sendrecv_replace(workload& w) { return njmpi::sendrecv_replace(w.y, 0, 0, 7, 7); }
[[njmpi::kernel]] int iprobe(workload&) {
  const auto [code, flag] = njmpi::iprobe(0, 7);
  return code + flag;
}

// ---- nonblocking ------------------------------------------------------------------------------

[[njmpi::kernel]] int isend_wait(workload& w) {
  auto sent = njmpi::isend(w.x, 0, 7);
  return njmpi::wait(sent);
}
[[njmpi::kernel]] int exchange_waitall(workload& w) {
  auto received = njmpi::irecv(w.y, 0, 7);
  auto sent = njmpi::isend(w.x, 0, 7);
  return njmpi::waitall(received, sent);
}
[[njmpi::kernel]] int exchange_range(workload& w) {
  std::array<njmpi::pending, 2> both{njmpi::irecv(w.y, 0, 7), njmpi::isend(w.x, 0, 7)};
  return njmpi::waitall(both);
}
[[njmpi::kernel]] int irecv_test(workload& w) {
  auto received = njmpi::irecv(w.y, 0, 7);
  for (;;)
    if (const auto [code, flag] = njmpi::test(received); flag || code != MPI_SUCCESS)
      return code;
}

// ---- persistent -------------------------------------------------------------------------------

[[njmpi::kernel]] int start_wait(workload& w) {
  const int code = njmpi::start(w.receive);
  return code == MPI_SUCCESS ? njmpi::wait(w.receive) : code;
}
[[njmpi::kernel]] int init_start_wait(workload& w) {
  auto sending = njmpi::send_init(w.x, njmpi::proc_null, 7);
  const int code = njmpi::start(sending);
  return code == MPI_SUCCESS ? njmpi::wait(sending) : code;
}

// ---- collectives ------------------------------------------------------------------------------

[[njmpi::kernel]] int barrier(workload&) { return njmpi::barrier(); }
[[njmpi::kernel]] int bcast(workload& w) { return njmpi::bcast(w.x, 0); }
[[njmpi::kernel]] int allreduce(workload& w) { return njmpi::allreduce(w.in, w.out); }
[[njmpi::kernel]] int allreduce_vector(workload& w) { return njmpi::allreduce(w.x, w.y, njmpi::op::max); }
[[njmpi::kernel]] int scan(workload& w) { return njmpi::scan(w.x, w.y); }
[[njmpi::kernel]] int allgather(workload& w) { return njmpi::allgather(w.x, w.y); }
[[njmpi::kernel]] int alltoall(workload& w) { return njmpi::alltoall(w.x, w.y); }
[[njmpi::kernel]] int reduce_scatter_block(workload& w) { return njmpi::reduce_scatter_block(w.x, w.y); }

// ---- in place ---------------------------------------------------------------------------------

[[njmpi::kernel]] int allreduce_in_place(workload& w) { return njmpi::allreduce(njmpi::in_place, w.y); }
[[njmpi::kernel]] int allgather_in_place(workload& w) { return njmpi::allgather(njmpi::in_place, w.y); }
[[njmpi::kernel]] int reduce_in_place(workload& w) {
  return njmpi::reduce(njmpi::in_place, w.y, njmpi::op::sum, 0);
}

// ---- rooted -----------------------------------------------------------------------------------

[[njmpi::kernel]] int reduce(workload& w) { return njmpi::reduce(w.x, w.y, njmpi::op::sum, 0); }
[[njmpi::kernel]] int gather(workload& w) { return njmpi::gather(w.x, w.y, 0); }
[[njmpi::kernel]] int scatter(workload& w) { return njmpi::scatter(w.x, w.y, 0); }

// ---- varying counts ---------------------------------------------------------------------------

[[njmpi::kernel]] int gatherv(workload& w) { return njmpi::gatherv(w.x, w.y, w.counts, 0); }
[[njmpi::kernel]] int scatterv(workload& w) { return njmpi::scatterv(w.x, w.counts, w.y, 0); }
[[njmpi::kernel]] int allgatherv(workload& w) { return njmpi::allgatherv(w.x, w.y, w.counts); }
[[njmpi::kernel]] int alltoallv(workload& w) { return njmpi::alltoallv(w.x, w.counts, w.y, w.counts); }

// ---- nonblocking collectives ------------------------------------------------------------------

[[njmpi::kernel]] int ibarrier_wait(workload&) {
  auto reached = njmpi::ibarrier();
  return njmpi::wait(reached);
}
[[njmpi::kernel]] int iallreduce_wait(workload& w) {
  auto reduced = njmpi::iallreduce(w.in, w.out);
  return njmpi::wait(reduced);
}

// ---- communicators ----------------------------------------------------------------------------

[[njmpi::kernel]] int allreduce_comm(workload& w) {
  return njmpi::allreduce(w.in, w.out, njmpi::op::sum, w.grid);
}
[[njmpi::kernel]] int neighbour_allgather(workload& w) {
  return njmpi::neighbour_allgather(w.in, w.numbers, 1, w.grid);
}

// ---- struct types -----------------------------------------------------------------------------

[[njmpi::kernel]] int send_particles(workload& w) { return njmpi::send(w.particles, 0, 7); }
[[njmpi::kernel]] int gather_particles(workload& w) { return njmpi::gather(w.particles, w.others, 0); }
[[njmpi::kernel]] int send_points(workload& w) { return njmpi::send(w.points, 0, 7); }

// ---- operators --------------------------------------------------------------------------------

[[njmpi::kernel]] int allreduce_plus(workload& w) { return njmpi::allreduce(w.x, w.y, std::plus<>{}); }
[[njmpi::kernel]] int allreduce_lambda(workload& w) {
  return njmpi::allreduce(w.x, w.y, [](double a, double b) { return a < b ? b : a; });
}
[[njmpi::kernel]] int allreduce_capturing(workload& w) {
  const double factor = w.factor;
  return njmpi::allreduce(w.x, w.y, [factor](double a, double b) { return factor * (a + b); });
}

} // namespace rewritten
