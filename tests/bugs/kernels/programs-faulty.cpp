// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mistakes in kernels as they stand in programs: one line of many.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <njmpi/njmpi.hpp>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace {

// class: local race

// The columns are packed for the next step while those of this one are under way.
class grid_solver {
public:
  [[njmpi::kernel]] void step(int left, int right) {
    auto r1 = njmpi::irecv(in_west_, left, 2), r2 = njmpi::irecv(in_east_, right, 3);
    auto s1 = njmpi::isend(west_, left, 3), s2 = njmpi::isend(east_, right, 2);
    for (std::size_t j = 0; j < rows_.size(); ++j) {
      rows_[j].front() *= 0.5;
      west_[j] = rows_[j].front(); // bug: njmpi-buffer-race
    }
    njmpi::waitall(r1, r2, s1, s2);
    for (std::size_t j = 0; j < rows_.size(); ++j)
      rows_[j].back() += in_east_[j] + in_west_[j];
  }

private:
  std::vector<std::vector<double>> rows_;
  std::vector<double> west_, east_, in_west_, in_east_;
};

// The next block is received into the one that is still being sent.
[[njmpi::kernel]] void pipeline(std::array<std::vector<float>, 2>& slot, int from, int to, int blocks) {
  njmpi::request out;
  for (int b = 0; b < blocks; ++b) {
    auto& now = slot[0];
    njmpi::recv(now, from, b); // bug: njmpi-buffer-race
    std::transform(now.begin(), now.end(), slot[1].begin(), [](float v) { return 2 * v; });
    njmpi::waitall(std::span(&out, 1));
    out = std::move(njmpi::isend(now, to, b).req);
  }
  njmpi::waitall(std::span(&out, 1));
}

// class: call ordering

// Each rank looks at its own part of the residual.
[[njmpi::kernel]] int relaxation(std::span<double> x, std::span<const double> b, double tolerance, int most) {
  const int me = njmpi::rank();
  double residual = 1 + me;
  int step = 0;
  while (residual > tolerance && step < most) {
    double edge = x.front(), neighbour = 0;
    njmpi::scan(edge, neighbour); // bug: njmpi-divergence
    residual = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double change = 0.5 * (b[i] + neighbour) - x[i];
      x[i] += change;
      residual += change * change / (1 + me);
    }
    ++step;
  }
  return step;
}

// All ranks of the row take part, but the rank that has the block is asked for in the column.
[[njmpi::kernel]] void multiply(std::vector<double>& a, std::vector<double>& c, int side) {
  const njmpi::comm row = njmpi::world().split(njmpi::rank() / side);
  for (int k = 0; k < row.size(); ++k) {
    std::vector<double> now = a;
    if (row.rank() != k)
      std::fill(now.begin(), now.end(), 0.0);
    else
      njmpi::bcast(now, k, row); // bug: njmpi-divergence
    for (std::size_t i = 0; i < c.size(); ++i)
      c[i] += now[i];
  }
}

// The pairs of each phase: both sort and send before they receive.
[[njmpi::kernel]] void transposition_sort(std::vector<int>& keys) {
  const int me = njmpi::rank(), n = njmpi::size();
  std::vector<int> theirs(keys.size());
  for (int phase = 0; phase < n; ++phase) {
    const int partner = (me + phase) % 2 == 0 ? me + 1 : me - 1;
    if (partner < 0 || partner >= n)
      continue;
    njmpi::send(keys, partner, phase); // bug: njmpi-deadlock
    njmpi::recv(theirs, partner, phase);
    std::sort(keys.begin(), keys.end());
  }
}

// class: unmatched call

// A child names its parent in the tag, and the parent expects the child's own number.
[[njmpi::kernel]] double tree_sum(double value) {
  const int me = njmpi::rank(), n = njmpi::size();
  for (int child = 2 * me + 1; child <= 2 * me + 2 && child < n; ++child) {
    double part;
    njmpi::recv(part, child, child); // bug: njmpi-unmatched|njmpi-deadlock
    value += part;
  }
  const int parent = (me - 1) / 2;
  if (me > 0)
    njmpi::send(value, parent, parent); // bug: njmpi-unmatched
  return value;
}

// The ones that are over are folded in, and wait for a result that nobody sends.
[[njmpi::kernel]] long doubling(long value) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (n < 3)
    return value;
  if (me >= 2) {
    njmpi::send(value, me % 2, me);
    njmpi::recv(value, me % 2, me); // bug: njmpi-unmatched|njmpi-deadlock
    return value;
  }
  for (int other = me + 2; other < n; other += 2) {
    long part;
    njmpi::recv(part, other, other);
    value += part;
  }
  return value;
}

// class: global race

struct result {
  int id;
  double value;
};
// What is left over is collected from the last rank by name, and may have been taken for another one's.
[[njmpi::kernel]] double collect(const result& mine) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (n < 3)
    return 0;
  if (me != 0) {
    njmpi::send(mine, 0, 1);
    return mine.value;
  }
  double sum = 0;
  for (int i = 1; i < n - 1; ++i) {
    result r;
    njmpi::recv(r, njmpi::any_source, 1); // bug: njmpi-message-race
    sum += r.value;
  }
  result last;
  njmpi::recv(last, n - 1, 1);
  return sum + last.value;
}

// class: request life cycle

// The sends of the last round are never waited for.
[[njmpi::kernel]] void rounds(std::vector<std::vector<int>>& data, const std::vector<int>& partners) {
  std::vector<njmpi::request> sends;
  for (std::size_t round = 0; round < data.size(); ++round) {
    if (round > 0) {
      njmpi::waitall(sends);
      sends.clear();
    }
    for (const int p : partners)
      sends.push_back(std::move(njmpi::isend(data[round], p, 1).req)); // bug: njmpi-request-leak
  }
}

// One of the two ways out forgets the barrier.
[[njmpi::kernel]] bool agree(bool ready, int patience) {
  auto entered = njmpi::ibarrier(); // bug: njmpi-request-leak
  for (int i = 0; i < patience; ++i)
    if (njmpi::test(entered).flag)
      return ready;
  return false;
}

// class: buffer lifetime

// Each header lives for one pass of the loop, its message for longer.
[[njmpi::kernel]] void announce(std::vector<njmpi::pending>& sends, const std::vector<int>& dests) {
  for (const int dest : dests) {
    const std::array<int, 2> header{njmpi::rank(), dest};
    sends.push_back(njmpi::isend(header, dest, 1)); // bug: njmpi-buffer-lifetime
  }
}

struct snapshot {
  std::vector<double> data;
  njmpi::request sent;
};
// The request goes out with the object, the data is that of another one.
[[njmpi::kernel]] snapshot take(const std::vector<double>& field, int dest) {
  snapshot s;
  std::vector<double> copy = field;
  s.sent = std::move(njmpi::isend(copy, dest, 2).req); // bug: njmpi-buffer-lifetime
  s.data = field;
  return s;
}

// class: resource leak

// Only the even steps give their communicator back.
[[njmpi::kernel]] double per_step(double x, int steps) {
  for (int step = 0; step < steps; ++step) {
    MPI_Comm raw = MPI_COMM_NULL;
    MPI_Comm_split(MPI_COMM_WORLD, 0, step, &raw); // bug: njmpi-resource-leak
    const njmpi::comm c(raw);
    njmpi::allreduce(njmpi::in_place, x, njmpi::op::max, c);
    if (step % 2)
      continue;
    MPI_Comm_free(&raw);
  }
  return x;
}

// class: wrong type

struct particle {
  std::array<double, 3> position;
  std::int32_t id;
};
// The number of particles is a size on one side and an int on the other.
[[njmpi::kernel]] void migrate(std::vector<particle>& mine, std::vector<particle>& leaving) {
  const int me = njmpi::rank(), n = njmpi::size(), right = (me + 1) % n, left = (me + n - 1) % n;
  const auto out = leaving.size();
  int in = 0;
  njmpi::sendrecv(out, right, in, left, 1, 1); // bug: njmpi-type-mismatch
  const auto old = mine.size();
  mine.resize(old + in);
  njmpi::sendrecv(leaving, right, std::span(mine).subspan(old), left, 2, 2);
}

// class: wrong argument

// The sum is wanted on the last rank, which is not the number of ranks.
[[njmpi::kernel]] double on_the_last(const std::vector<double>& values) {
  const double local = std::accumulate(values.begin(), values.end(), 0.0);
  double total = 0;
  const int last = njmpi::size();
  njmpi::reduce(local, total, njmpi::op::sum, last); // bug: njmpi-argument
  return njmpi::rank() == last ? total : 0;
}

// Five moments, and room for four.
[[njmpi::kernel]] std::array<double, 4> moments(std::span<const float> values) {
  std::array<double, 5> local{};
  std::array<double, 4> all{};
  for (const double v : values)
    for (int k = 0; k < 5; ++k)
      local[k] += std::pow(v, k);
  njmpi::allreduce(local, all); // bug: njmpi-count
  return all;
}

} // namespace
