// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: request life cycle
#include <array>
#include <njmpi/njmpi.hpp>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

[[njmpi::kernel]] void forgotten(std::vector<double>& x, int dest) {
  auto request = njmpi::isend(x, dest, 1); // bug: njmpi-request-leak
}

[[njmpi::kernel]] void discarded(std::vector<double>& x, int source) {
  njmpi::irecv(x, source, 1); // bug: njmpi-request-leak
}

// The early return forgets what is under way.
[[njmpi::kernel]] bool early_return(std::vector<double>& x, int source, bool dry) {
  auto [code, request] = njmpi::irecv(x, source, 2); // bug: njmpi-request-leak
  if (dry)
    return false;
  njmpi::wait(request);
  return code == MPI_SUCCESS;
}

// Each pass starts an operation in the variable of the pass before.
[[njmpi::kernel]] void overwritten(std::vector<std::vector<int>>& rows, int dest) {
  njmpi::pending last{};
  for (auto& row : rows)
    last = njmpi::isend(row, dest, 3); // bug: njmpi-request-leak
  njmpi::wait(last);
}

[[njmpi::kernel]] int waited_twice(int& value, int source) {
  auto request = njmpi::irecv(value, source);
  njmpi::wait(request);
  value *= 2;
  return njmpi::wait(request); // bug: njmpi-request-reuse
}

// Who took the request over waits for it.
[[njmpi::kernel]] void moved_from(int& value, int source) {
  auto first = njmpi::irecv(value, source);
  auto second = std::move(first);
  njmpi::wait(first); // bug: njmpi-request-reuse
  njmpi::wait(second);
}

[[njmpi::kernel]] void only_one_branch(double& x, int other, bool sending) {
  njmpi::request r;
  if (sending)
    r = std::move(njmpi::isend(x, other).req); // bug: njmpi-request-leak
  else
    r = std::move(njmpi::irecv(x, other).req);
  if (!sending)
    njmpi::wait(r);
}

[[njmpi::kernel]] void one_of_two(std::array<double, 2>& halo, int left, int right) {
  auto a = njmpi::irecv(halo[0], left);
  auto b = njmpi::irecv(halo[1], right); // bug: njmpi-request-leak
  njmpi::wait(a);
}

// test asks once, and nobody asks again.
[[njmpi::kernel]] bool asked_once(double& x, int source) {
  auto request = njmpi::irecv(x, source, 5); // bug: njmpi-request-leak
  return njmpi::test(request).flag;
}

[[njmpi::kernel]] void started_twice(std::vector<float>& x, int dest) {
  auto [code, out] = njmpi::send_init(x, dest, 1);
  njmpi::start(out);
  njmpi::start(out); // bug: njmpi-request-reuse
  njmpi::wait(out);
}

[[njmpi::kernel]] void started_and_left(std::vector<float>& x, int source, int steps) {
  auto in = njmpi::recv_init(x, source, 1);
  for (int step = 0; step < steps; ++step) {
    njmpi::start(in);
    njmpi::wait(in);
  }
  njmpi::start(in); // bug: njmpi-request-leak
}

// A collective has a request as well.
[[njmpi::kernel]] double overlapped(double local, std::vector<double>& work) {
  double total = 0;
  auto reduction = njmpi::iallreduce(local, total); // bug: njmpi-request-leak
  for (double& w : work)
    w *= 0.5;
  if (work.empty())
    throw std::invalid_argument("no work");
  njmpi::wait(reduction);
  return total;
}

[[njmpi::kernel]] void three_started_two_waited(std::vector<int>& a, std::vector<int>& b, std::vector<int>& c, int to) {
  auto x = njmpi::isend(a, to, 1), y = njmpi::isend(b, to, 2);
  auto z = njmpi::isend(c, to, 3); // bug: njmpi-request-leak
  njmpi::waitall(x, y);
}

[[njmpi::kernel]] void barrier_left_open(int steps) {
  for (int step = 0; step < steps; ++step) {
    auto entered = njmpi::ibarrier(); // bug: njmpi-request-leak
    if (step % 10 == 0)
      continue;
    njmpi::wait(entered);
  }
}

} // namespace
