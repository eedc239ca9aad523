// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

namespace {

[[njmpi::kernel]] void root_prepares(std::vector<double>& x) {
  if (njmpi::rank() == 0)
    x.assign(x.size(), 1.0);
  njmpi::bcast(x, 0);
}

// Two call sites, one sequence.
[[njmpi::kernel]] double one_order(double& settings, double local) {
  double total = 0, nothing = 0;
  if (njmpi::rank() == 0) {
    settings = 0.5;
    njmpi::bcast(settings, 0);
    njmpi::reduce(local, total, njmpi::op::sum, 0);
  } else {
    njmpi::bcast(settings, 0);
    njmpi::reduce(settings * local, nothing, njmpi::op::sum, 0);
  }
  return total;
}

[[njmpi::kernel]] void everyone_in_turn(std::vector<int>& x) {
  for (int root = 0; root < njmpi::size(); ++root)
    njmpi::bcast(x, root);
}

[[njmpi::kernel]] void sum_or_product(double in, double& out, bool product) {
  if (product)
    njmpi::allreduce(in, out, njmpi::op::prod);
  else
    njmpi::allreduce(in, out, njmpi::op::sum);
}

// Every rank is below the size.
[[njmpi::kernel]] void always_true(std::vector<float>& x) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (me < n)
    njmpi::barrier();
  if (me >= 0 && n > 0)
    njmpi::bcast(x, n - 1);
  if (me == -1)
    njmpi::barrier();
}

[[njmpi::kernel]] void guard_on_the_size(int& value) {
  if (njmpi::size() < 2)
    return;
  njmpi::barrier();
  if (njmpi::rank() == 0)
    njmpi::send(value, 1);
  else if (njmpi::rank() == 1)
    njmpi::recv(value, 0);
  njmpi::barrier();
}

[[njmpi::kernel]] void odd_and_even(std::vector<double>& mine, std::vector<double>& theirs) {
  const int me = njmpi::rank();
  if (me > 1)
    return;
  if (me % 2) {
    njmpi::recv(theirs, 1 - me);
    njmpi::send(mine, 1 - me);
  } else {
    njmpi::send(mine, 1 - me);
    njmpi::recv(theirs, 1 - me);
  }
}

[[njmpi::kernel]] void started_before(std::array<int, 4>& mine, std::array<int, 4>& theirs) {
  if (njmpi::rank() > 1)
    return;
  const int other = njmpi::rank() == 0 ? 1 : 0;
  auto in = njmpi::irecv(theirs, other, 1);
  njmpi::send(mine, other, 1);
  njmpi::wait(in);
}

// The last rank opens the ring.
[[njmpi::kernel]] void opened_ring(double token, double& next) {
  const int n = njmpi::size(), me = njmpi::rank();
  if (n == 1)
    return;
  if (me == n - 1) {
    njmpi::recv(next, me - 1, 1);
    njmpi::ssend(token, 0, 1);
  } else {
    njmpi::ssend(token, me + 1, 1);
    njmpi::recv(next, (me + n - 1) % n, 1);
  }
}

[[njmpi::kernel]] void barrier_behind(std::vector<int>& x) {
  if (njmpi::rank() == 0) {
    njmpi::ssend(x, 1);
    njmpi::barrier();
  } else if (njmpi::rank() == 1) {
    njmpi::recv(x, 0);
    njmpi::barrier();
  } else {
    njmpi::barrier();
  }
}

// The communicator of the even ranks has its own collectives.
[[njmpi::kernel]] double half_of_them(double value) {
  const njmpi::comm half = njmpi::world().split(njmpi::rank() % 2);
  double sum = 0;
  if (njmpi::rank() % 2 == 0)
    njmpi::allreduce(value, sum, half);
  return sum;
}

// All ranks have the same value, and decide alike.
[[njmpi::kernel]] double stop_together(double residual, int steps) {
  double worst = residual;
  for (int i = 0; i < steps; ++i) {
    residual *= 0.5 + 0.01 * njmpi::rank();
    njmpi::allreduce(residual, worst, njmpi::op::max);
    if (worst < 1e-3)
      break;
  }
  return worst;
}

[[njmpi::kernel]] int root_decides(std::vector<double>& x, int wanted) {
  bool go = false;
  int rounds = 0;
  do {
    if (njmpi::rank() == 0)
      go = ++rounds < wanted;
    njmpi::bcast(go, 0);
    if (go)
      njmpi::allreduce(njmpi::in_place, x);
  } while (go);
  return rounds;
}

// The same number of elements, from two places.
[[njmpi::kernel]] void counts_agree(std::vector<int>& all, std::span<int, 4> few, std::span<int, 6> more) {
  if (njmpi::rank() == 0)
    njmpi::allgather(few, all);
  else
    njmpi::allgather(more.first<4>(), all);
}

// For each of the caller's parts, in one call; and to each of the caller's workers.
[[njmpi::kernel]] void around_together(std::vector<double>& parts) {
  const int next = (njmpi::rank() + 1) % njmpi::size(), previous = (njmpi::rank() + njmpi::size() - 1) % njmpi::size();
  for (double& part : parts)
    njmpi::sendrecv_replace(part, previous, next);
}
[[njmpi::kernel]] void to_workers(const std::vector<int>& workers, double& x) {
  if (njmpi::rank() == 0) {
    for (int worker : workers)
      njmpi::send(x, worker);
  } else {
    njmpi::recv(x, 0);
  }
}

} // namespace
