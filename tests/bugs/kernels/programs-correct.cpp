// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels as they stand in programs: longer, with several operations that depend on each other.
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

// Four neighbours of a grid, columns packed by hand; the inner cells are updated while the edges travel.
class grid_solver {
public:
  grid_solver(int nx, int ny) : nx_(nx), ny_(ny), u_((nx + 2) * (ny + 2)), next_(u_.size()), west_(ny), east_(ny), in_west_(ny), in_east_(ny), grid_(njmpi::world().cart({0, 0})) {}

  [[njmpi::kernel]] double step() {
    const auto [north, south] = grid_.shift(0);
    const auto [left, right] = grid_.shift(1);
    for (int j = 0; j < ny_; ++j) {
      west_[j] = at(j + 1, 1);
      east_[j] = at(j + 1, nx_);
    }
    std::array<njmpi::pending, 8> r{
        njmpi::irecv(row(0), north, 0, grid_),  njmpi::irecv(row(ny_ + 1), south, 1, grid_), njmpi::irecv(in_west_, left, 2, grid_),
        njmpi::irecv(in_east_, right, 3, grid_), njmpi::isend(row(1), north, 1, grid_),      njmpi::isend(row(ny_), south, 0, grid_),
        njmpi::isend(west_, left, 3, grid_),     njmpi::isend(east_, right, 2, grid_)};
    double change = 0;
    njmpi::waitall(r);
    for (int j = 0; j < ny_; ++j) {
      at(j + 1, 0) = in_west_[j];
      at(j + 1, nx_ + 1) = in_east_[j];
    }
    for (int j = 1; j <= ny_; ++j)
      for (int i = 1; i <= nx_; ++i) {
        double& n = next_[j * (nx_ + 2) + i];
        n = 0.25 * (at(j - 1, i) + at(j + 1, i) + at(j, i - 1) + at(j, i + 1));
        change = std::max(change, std::abs(n - at(j, i)));
      }
    std::swap(u_, next_);
    njmpi::allreduce(njmpi::in_place, change, njmpi::op::max, grid_);
    return change;
  }

private:
  double& at(int j, int i) { return u_[j * (nx_ + 2) + i]; }
  std::span<double> row(int j) { return std::span(u_).subspan(j * (nx_ + 2) + 1, nx_); }
  int nx_, ny_;
  std::vector<double> u_, next_, west_, east_, in_west_, in_east_;
  njmpi::comm grid_;
};

// A pipeline: while block i is worked on, block i + 1 comes and block i - 1 goes.
template <class Work> [[njmpi::kernel]] void pipeline(std::span<std::vector<float>, 3> slot, int blocks, Work work) {
  const int me = njmpi::rank(), last = njmpi::size() - 1;
  const int from = me > 0 ? me - 1 : njmpi::proc_null, to = me < last ? me + 1 : njmpi::proc_null;
  njmpi::request in, out;
  if (blocks > 0)
    in = std::move(njmpi::irecv(slot[0], from, 0).req);
  for (int b = 0; b < blocks; ++b) {
    njmpi::waitall(std::span(&in, 1));
    if (b + 1 < blocks)
      in = std::move(njmpi::irecv(slot[(b + 1) % 3], from, b + 1).req);
    work(slot[b % 3]);
    njmpi::waitall(std::span(&out, 1));
    out = std::move(njmpi::isend(slot[b % 3], to, b).req);
  }
  njmpi::waitall(std::span(&out, 1));
}
template void pipeline(std::span<std::vector<float>, 3>, int, void (*)(std::vector<float>&));

// class: call ordering

struct sparse_rows {
  std::vector<int> first, column;
  std::vector<double> value;
};
// Conjugate gradients: every rank has a block of rows, and all stop in the same step.
[[njmpi::kernel]] int conjugate_gradients(const sparse_rows& a, std::span<const double> b, std::span<double> x, double tolerance, int most) {
  const std::size_t n = b.size();
  std::vector<double> r(b.begin(), b.end()), p(r), q(n), whole(n * njmpi::size());
  const auto dot = [](std::span<const double> s, std::span<const double> t) {
    double local = std::inner_product(s.begin(), s.end(), t.begin(), 0.0), sum;
    njmpi::allreduce(local, sum);
    return sum;
  };
  double rho = dot(r, r);
  int step = 0;
  for (; step < most && std::sqrt(rho) > tolerance; ++step) {
    njmpi::allgather(p, whole);
    for (std::size_t i = 0; i < n; ++i) {
      q[i] = 0;
      for (int k = a.first[i]; k < a.first[i + 1]; ++k)
        q[i] += a.value[k] * whole[a.column[k]];
    }
    const double alpha = rho / dot(p, q);
    for (std::size_t i = 0; i < n; ++i) {
      x[i] += alpha * p[i];
      r[i] -= alpha * q[i];
    }
    const double before = std::exchange(rho, dot(r, r));
    for (std::size_t i = 0; i < n; ++i)
      p[i] = r[i] + rho / before * p[i];
  }
  return step;
}

// Sample sort: splitters from all, then everything to where it belongs.
[[njmpi::kernel]] std::vector<std::uint32_t> sample_sort(std::vector<std::uint32_t> keys) {
  const int n = njmpi::size();
  std::sort(keys.begin(), keys.end());
  if (n == 1)
    return keys;
  std::vector<std::uint32_t> sample(n, 0), samples(n * n), splitter;
  for (int i = 0; i < n; ++i)
    sample[i] = keys.empty() ? 0 : keys[i * keys.size() / n];
  njmpi::allgather(sample, samples);
  std::sort(samples.begin(), samples.end());
  for (int i = 1; i < n; ++i)
    splitter.push_back(samples[i * n]);
  std::vector<int> counts(n);
  for (const auto key : keys)
    ++counts[std::upper_bound(splitter.begin(), splitter.end(), key) - splitter.begin()];
  std::vector<std::uint32_t> mine;
  njmpi::alltoallv(keys, counts, mine, njmpi::infer);
  std::sort(mine.begin(), mine.end());
  return mine;
}

// Odd-even transposition: in each phase pairs of neighbours exchange, and the ends have no partner now and then.
[[njmpi::kernel]] void transposition_sort(std::vector<int>& keys) {
  const int me = njmpi::rank(), n = njmpi::size();
  std::vector<int> theirs(keys.size()), both(2 * keys.size());
  for (int phase = 0; phase < n; ++phase) {
    const int partner = (me + phase) % 2 == 0 ? me + 1 : me - 1;
    if (partner < 0 || partner >= n)
      continue;
    njmpi::sendrecv(keys, partner, theirs, partner, phase, phase);
    std::merge(keys.begin(), keys.end(), theirs.begin(), theirs.end(), both.begin());
    const auto half = both.begin() + static_cast<std::ptrdiff_t>(keys.size());
    if (me < partner)
      std::copy(both.begin(), half, keys.begin());
    else
      std::copy(half, both.end(), keys.begin());
  }
}

// class: unmatched call

// A binary tree, by hand: children send to their parents.
[[njmpi::kernel]] double tree_sum(double value) {
  const int me = njmpi::rank(), n = njmpi::size();
  for (int child : {2 * me + 1, 2 * me + 2})
    if (child < n) {
      double part;
      njmpi::recv(part, child, 12);
      value += part;
    }
  if (me != 0)
    njmpi::send(value, (me - 1) / 2, 12);
  return value;
}

// Recursive doubling on any number of ranks: the ones that are over fold in before and out after.
[[njmpi::kernel]] long doubling(long value) {
  const int me = njmpi::rank(), n = njmpi::size();
  int power = 1;
  while (2 * power <= n)
    power *= 2;
  const int rest = n - power;
  if (me >= power) {
    njmpi::send(value, me - power, 1);
    njmpi::recv(value, me - power, 2);
    return value;
  }
  long other;
  if (me < rest) {
    njmpi::recv(other, me + power, 1);
    value += other;
  }
  for (int bit = 1; bit < power; bit *= 2) {
    njmpi::sendrecv(value, me ^ bit, other, me ^ bit, 3, 3);
    value += other;
  }
  if (me < rest)
    njmpi::send(value, me + power, 2);
  return value;
}

// class: global race

struct task {
  int id;
  double from, to;
};
// Tasks go to whoever is free; results come back with the task's number as their tag.
[[njmpi::kernel]] std::vector<double> farm(const std::vector<task>& tasks, double (*integrate)(double, double)) {
  const int me = njmpi::rank(), n = njmpi::size();
  std::vector<double> results(me == 0 ? tasks.size() : 0);
  if (n == 1) {
    for (std::size_t i = 0; i < tasks.size(); ++i)
      results[i] = integrate(tasks[i].from, tasks[i].to);
    return results;
  }
  const task stop{-1, 0, 0};
  if (me == 0) {
    std::size_t next = 0, done = 0;
    for (int worker = 1; worker < n; ++worker)
      njmpi::send(next < tasks.size() ? tasks[next] : stop, worker, 1), ++next;
    const std::size_t total = tasks.size();
    while (done < total) {
      njmpi::status s;
      double value;
      njmpi::recv(value, njmpi::any_source, njmpi::any_tag, &s);
      results[s.tag()] = value;
      ++done;
      njmpi::send(next < total ? tasks[next] : stop, s.source(), 1), ++next;
    }
  } else {
    for (;;) {
      task mine;
      njmpi::recv(mine, 0, 1);
      if (mine.id < 0)
        break;
      const double value = integrate(mine.from, mine.to);
      njmpi::send(value, 0, mine.id);
    }
  }
  return results;
}

// class: request life cycle

// Messages of unknown number: synchronous sends, and a barrier that is complete when all were received.
[[njmpi::kernel]] std::map<int, std::vector<int>> sparse_exchange(const std::map<int, std::vector<int>>& out) {
  std::vector<njmpi::pending> sends;
  for (const auto& [dest, data] : out)
    sends.push_back(njmpi::issend(data, dest, 6));
  std::map<int, std::vector<int>> in;
  std::optional<njmpi::pending> barrier;
  for (bool done = false; !done;) {
    njmpi::status s;
    if (njmpi::iprobe(njmpi::any_source, 6, &s).flag) {
      auto& data = in[s.source()];
      data.resize(s.count<int>());
      njmpi::recv(data, s.source(), 6);
    }
    if (barrier)
      done = njmpi::test(*barrier).flag;
    else if (njmpi::testall(sends).flag)
      barrier = njmpi::ibarrier();
  }
  return in;
}

class reduction_in_background {
public:
  explicit reduction_in_background(double local) : local_(local), pending_(start()) {}
  reduction_in_background(const reduction_in_background&) = delete;
  [[njmpi::kernel]] double get() {
    if (!pending_.req.null())
      njmpi::wait(pending_);
    return total_;
  }
  ~reduction_in_background() { get(); }

private:
  [[njmpi::kernel]] njmpi::pending start() { return njmpi::iallreduce(local_, total_); }
  double local_, total_ = 0;
  njmpi::pending pending_;
};

// class: buffer lifetime

// The buffers live in a list that outlives the requests, as its elements do not move.
[[njmpi::kernel]] void scatter_rows(const std::vector<std::string>& texts) {
  if (njmpi::rank() != 0) {
    njmpi::status s;
    njmpi::probe(0, 9, &s);
    std::string mine(s.count<char>(), ' ');
    njmpi::recv(mine, 0, 9);
    return;
  }
  std::vector<std::unique_ptr<std::string>> lines;
  std::vector<njmpi::pending> sends;
  for (int r = 1; r < njmpi::size(); ++r) {
    lines.push_back(std::make_unique<std::string>(texts[r % texts.size()] + " for " + std::to_string(r)));
    sends.push_back(njmpi::isend(*lines.back(), r, 9));
  }
  njmpi::waitall(sends);
}

// class: resource leak

// Rows and columns of a square of ranks, with communicators that go with the object.
class square {
public:
  explicit square(int side) : row_(njmpi::world().split(njmpi::rank() / side)), column_(njmpi::world().split(njmpi::rank() % side)) {}
  [[njmpi::kernel]] void multiply(std::vector<double>& a, std::vector<double>& b, std::vector<double>& c) const {
    std::vector<double> a_now(a.size()), b_now(b.size());
    for (int k = 0; k < row_.size(); ++k) {
      if (row_.rank() == k)
        a_now = a;
      njmpi::bcast(a_now, k, row_);
      if (column_.rank() == k)
        b_now = b;
      njmpi::bcast(b_now, k, column_);
      for (std::size_t i = 0; i < c.size(); ++i)
        c[i] += a_now[i % a_now.size()] * b_now[i % b_now.size()];
    }
  }

private:
  njmpi::comm row_, column_;
};

// class: wrong type

struct vec3 {
  double x, y, z;
};
struct particle {
  vec3 position, velocity;
  std::int32_t id;
  std::array<float, 2> charge;
};
// Particles that left the block go to the neighbour: first how many, then they themselves.
[[njmpi::kernel]] void migrate(std::vector<particle>& mine, std::vector<particle>& leaving) {
  const int me = njmpi::rank(), n = njmpi::size(), right = (me + 1) % n, left = (me + n - 1) % n;
  const auto out = leaving.size();
  std::size_t in = 0;
  njmpi::sendrecv(out, right, in, left, 1, 1);
  const auto old = mine.size();
  mine.resize(old + in);
  njmpi::sendrecv(leaving, right, std::span(mine).subspan(old), left, 2, 2);
  leaving.clear();
}

// class: wrong argument

// Blocks that the ranks do not divide evenly; the counts are those of the largest rank only where they must be.
[[njmpi::kernel]] void uneven(std::vector<double>& all, int total) {
  const int n = njmpi::size(), me = njmpi::rank();
  std::vector<int> counts(n);
  for (int r = 0; r < n; ++r)
    counts[r] = total / n + (r < total % n);
  std::vector<double> mine(counts[me]);
  njmpi::scatterv(all, counts, mine, 0);
  for (double& v : mine)
    v = std::sqrt(v);
  njmpi::gatherv(mine, all, counts, n - 1);
}

} // namespace

// What is not used elsewhere in this file.
[[njmpi::kernel]] double background(double x) {
  reduction_in_background sum(x);
  return 2 * sum.get();
}
