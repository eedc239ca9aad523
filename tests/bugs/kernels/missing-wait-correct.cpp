// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
#include <algorithm>
#include <array>
#include <njmpi/njmpi.hpp>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

// The caller waits.
[[njmpi::kernel]] njmpi::pending returned(std::vector<double>& x, int dest) { return njmpi::isend(x, dest, 1); }

[[njmpi::kernel]] void at_once(std::vector<double>& x, int source) { njmpi::wait(njmpi::irecv(x, source, 1)); }

[[njmpi::kernel]] bool on_both_ways(std::vector<double>& x, int source, bool dry) {
  auto [code, request] = njmpi::irecv(x, source, 2);
  if (dry) {
    njmpi::wait(request);
    return false;
  }
  njmpi::wait(request);
  return code == MPI_SUCCESS;
}

[[njmpi::kernel]] void collected(std::vector<std::vector<int>>& rows, int dest) {
  std::vector<njmpi::request> all;
  for (auto& row : rows)
    all.push_back(std::move(njmpi::isend(row, dest, 3).req));
  njmpi::waitall(all);
}

// One variable for one operation after the other.
[[njmpi::kernel]] void one_by_one(std::vector<std::vector<int>>& rows, int dest) {
  njmpi::pending last{};
  for (auto& row : rows) {
    last = njmpi::isend(row, dest, 3);
    njmpi::wait(last);
  }
}

[[njmpi::kernel]] void moved(int& value, int source) {
  auto first = njmpi::irecv(value, source);
  auto second = std::move(first);
  njmpi::wait(second);
  first = njmpi::irecv(value, source);
  njmpi::wait(first);
}

// A request that never became active is null, and waiting for several skips it.
[[njmpi::kernel]] void sometimes(double& x, int other, bool sending) {
  std::array<njmpi::request, 2> r;
  if (sending)
    r[0] = std::move(njmpi::isend(x, other).req);
  njmpi::waitall(r);
}

} // namespace
void finish(njmpi::pending& p);
namespace {
// Another function waits.
[[njmpi::kernel]] void given_away(double& x, int other) {
  auto p = njmpi::irecv(x, other);
  finish(p);
}

[[njmpi::kernel]] bool asked_until(double& x, int source, int& idle) {
  auto request = njmpi::irecv(x, source, 5);
  while (!njmpi::test(request).flag)
    ++idle;
  return true;
}

[[njmpi::kernel]] void started_again(std::vector<float>& x, int dest, int steps) {
  auto [code, out] = njmpi::send_init(x, dest, 1);
  for (int step = 0; step < steps; ++step) {
    njmpi::start(out);
    njmpi::wait(out);
  }
}

struct exchange {
  std::vector<double> halo;
  njmpi::request in;
  // A member lives on; the other function of the pair completes it.
  [[njmpi::kernel]] void begin(int source) { in = std::move(njmpi::irecv(halo, source).req); }
  [[njmpi::kernel]] void end() { njmpi::wait(in); }
};

[[njmpi::kernel]] double overlapped(double local, std::vector<double>& work) {
  double total = 0;
  auto reduction = njmpi::iallreduce(local, total);
  for (double& w : work)
    w *= 0.5;
  njmpi::wait(reduction);
  if (work.empty())
    throw std::invalid_argument("no work");
  return total;
}

[[njmpi::kernel]] void in_any_order(std::vector<std::vector<int>>& parts) {
  std::vector<njmpi::pending> in;
  for (int r = 0; r < static_cast<int>(parts.size()); ++r)
    in.push_back(njmpi::irecv(parts[r], r));
  for (std::size_t left = in.size(); left > 0; --left) {
    const auto [code, index] = njmpi::waitany(in);
    std::sort(parts[index].begin(), parts[index].end());
  }
}

// Two requests that take turns.
[[njmpi::kernel]] double double_buffering(std::array<std::vector<double>, 2>& chunk, int source, int count) {
  double sum = 0;
  njmpi::request next = std::move(njmpi::irecv(chunk[0], source, 0).req);
  for (int i = 0; i < count; ++i) {
    njmpi::wait(next);
    if (i + 1 < count)
      next = std::move(njmpi::irecv(chunk[(i + 1) % 2], source, i + 1).req);
    for (double v : chunk[i % 2])
      sum += v;
  }
  if (count <= 0)
    njmpi::wait(next);
  return sum;
}

// What is thrown before the operation starts leaves nothing behind, nor what is thrown when it is complete.
[[njmpi::kernel]] void complete_ghosts(std::vector<double>& ghost, int source) {
  if (ghost.empty())
    throw std::invalid_argument("no ghosts");
  auto in = njmpi::irecv(ghost, source);
  const bool known = ghost.size() < 1000;
  njmpi::wait(in);
  if (!known)
    throw std::length_error("too many ghosts");
}

// Waits in what is called back, and in objects that hold requests.
struct waiter {
  void operator()(njmpi::request& r) const { njmpi::wait(r); }
};
[[njmpi::kernel]] void by_algorithm(std::vector<int>& b) {
  std::vector<njmpi::request> r;
  for (int& each : b)
    r.emplace_back(njmpi::irecv(each, 0).req);
  std::for_each(r.begin(), r.end(), waiter{});
}
[[njmpi::kernel]] bool all_by_algorithm(std::vector<int>& b) {
  std::vector<njmpi::request> r;
  for (int& each : b)
    r.push_back(njmpi::irecv(each, 0).req);
  return std::all_of(r.begin(), r.end(), [](njmpi::request& each) { return njmpi::wait(each) == 0; });
}
template <class F> struct at_the_end {
  F f;
  ~at_the_end() { f(); }
};
template <class F> at_the_end(F) -> at_the_end<F>;
[[njmpi::kernel]] void by_a_guard(int source) {
  int x = 0;
  auto r = njmpi::irecv(x, source);
  at_the_end waited{[&] { njmpi::wait(r); }};
}
struct waits {
  njmpi::request r;
  explicit waits(njmpi::request started) : r(std::move(started)) {}
  waits(waits&&) = default;
  ~waits() { njmpi::wait(r); }
};
[[njmpi::kernel]] void by_owners(std::vector<int>& b, int source) {
  int x = 0;
  waits one(njmpi::irecv(x, source).req);
  waits moved = std::move(one);
  std::vector<waits> all;
  all.reserve(b.size());
  for (std::size_t i = 0; i < b.size(); ++i)
    all.emplace_back(njmpi::irecv(b[i], static_cast<int>(i)).req);
}
[[njmpi::kernel]] auto by_the_caller(int& x, int source) {
  return [r = njmpi::irecv(x, source).req]() mutable { njmpi::wait(r); };
}
// Those that are completed make room for others.
[[njmpi::kernel]] void one_after_the_other(int n) {
  std::vector<int> b(static_cast<std::size_t>(n));
  std::vector<njmpi::request> r(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i)
    r[i] = njmpi::irecv(b[i], i, 0).req;
  int left = 100;
  while (left > 0) {
    auto [status, i] = njmpi::waitany(r);
    --left;
    if (left >= n)
      r[i] = njmpi::irecv(b[i], i, 0).req;
  }
}

} // namespace
