// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

namespace {

[[njmpi::kernel]] void only_the_root(std::vector<double>& x) {
  if (njmpi::rank() == 0)
    njmpi::bcast(x, 0); // bug: njmpi-divergence
}

[[njmpi::kernel]] double two_orders(double& settings, double local) {
  double total = 0;
  if (njmpi::rank() == 0) {
    njmpi::bcast(settings, 0); // bug: njmpi-divergence
    njmpi::allreduce(local, total);
  } else {
    njmpi::allreduce(local, total);
    njmpi::bcast(settings, 0);
  }
  return total;
}

// Each rank believes that it is the root.
[[njmpi::kernel]] void everyone_a_root(std::vector<int>& x) {
  const int me = njmpi::rank();
  njmpi::bcast(x, me); // bug: njmpi-divergence|njmpi-collective-mismatch
}

[[njmpi::kernel]] void sum_and_product(double in, double& out) {
  if (njmpi::rank() % 2 == 0)
    njmpi::allreduce(in, out, njmpi::op::sum); // bug: njmpi-divergence|njmpi-collective-mismatch
  else
    njmpi::allreduce(in, out, njmpi::op::prod);
}

[[njmpi::kernel]] void early_leaver(std::vector<float>& x) {
  if (njmpi::rank() > 0)
    return;
  x.assign(x.size(), 0.0f);
  njmpi::barrier(); // bug: njmpi-divergence
}

// As many barriers as the number of the rank.
[[njmpi::kernel]] void a_triangle_of_barriers() {
  for (int i = 0; i < njmpi::rank(); ++i)
    njmpi::barrier(); // bug: njmpi-divergence
}

[[njmpi::kernel]] void both_send_first(std::vector<double>& mine, std::vector<double>& theirs) {
  const int me = njmpi::rank();
  if (me > 1)
    return;
  njmpi::send(mine, 1 - me); // bug: njmpi-deadlock
  njmpi::recv(theirs, 1 - me);
}

[[njmpi::kernel]] void both_receive_first(std::array<int, 4>& mine, std::array<int, 4>& theirs) {
  if (njmpi::rank() == 0) {
    njmpi::recv(theirs, 1, 2); // bug: njmpi-deadlock
    njmpi::send(mine, 1, 1);
  } else if (njmpi::rank() == 1) {
    njmpi::recv(theirs, 0, 1);
    njmpi::send(mine, 0, 2);
  }
}

// The ring closes on itself.
[[njmpi::kernel]] void ring_of_sends(double token, double& next) {
  const int n = njmpi::size(), me = njmpi::rank();
  if (n == 1)
    return;
  njmpi::ssend(token, (me + 1) % n, 1); // bug: njmpi-deadlock
  njmpi::recv(next, (me + n - 1) % n, 1);
}

// A message on one side of a barrier, its receive on the other.
[[njmpi::kernel]] void barrier_in_the_way(std::vector<int>& x) {
  if (njmpi::rank() == 0) {
    njmpi::ssend(x, 1); // bug: njmpi-deadlock
    njmpi::barrier();
  } else if (njmpi::rank() == 1) {
    njmpi::barrier();
    njmpi::recv(x, 0);
  } else {
    njmpi::barrier();
  }
}

[[njmpi::kernel]] void crossed_tags(int& a, int& b) {
  switch (njmpi::rank()) {
  case 0:
    njmpi::ssend(a, 1, 1); // bug: njmpi-deadlock
    njmpi::ssend(b, 1, 2);
    break;
  case 1:
    njmpi::recv(b, 0, 2);
    njmpi::recv(a, 0, 1);
    break;
  }
}

[[njmpi::kernel]] void waits_before_it_sends(std::span<double> halo, std::span<double> edge) {
  const int partner = njmpi::rank() ^ 1;
  if (njmpi::size() % 2 == 1)
    return;
  auto in = njmpi::irecv(halo, partner, 1); // bug: njmpi-deadlock
  njmpi::wait(in);                          // or: njmpi-deadlock
  auto out = njmpi::isend(edge, partner, 1);
  njmpi::wait(out);
}

// The value is this rank's own, and so is the decision.
[[njmpi::kernel]] double stops_alone(double residual, int steps) {
  double worst = residual;
  for (int i = 0; i < steps; ++i) {
    residual *= 0.5 + 0.01 * njmpi::rank();
    if (residual < 1e-3)
      break;
    njmpi::allreduce(residual, worst, njmpi::op::max); // bug: njmpi-divergence
  }
  return worst;
}

[[njmpi::kernel]] void counts_differ(std::vector<int>& all, std::span<int, 4> few, std::span<int, 6> more) {
  if (njmpi::rank() == 0)
    njmpi::allgather(few, all); // bug: njmpi-divergence|njmpi-collective-mismatch
  else
    njmpi::allgather(more, all);
}

// For each of the caller's parts, everyone receives first.
[[njmpi::kernel]] void around_first_received(std::vector<double>& parts) {
  const int next = (njmpi::rank() + 1) % njmpi::size(), previous = (njmpi::rank() + njmpi::size() - 1) % njmpi::size();
  for (double& part : parts) {
    njmpi::recv(part, next); // bug: njmpi-deadlock
    njmpi::send(part, previous);
  }
}

} // namespace
