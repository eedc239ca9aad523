// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: local race
#include <algorithm>
#include <array>
#include <cstring>
#include <njmpi/njmpi.hpp>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace {

// What is sent may be read.
[[njmpi::kernel]] double read_while_sent(std::vector<double>& x, int dest) {
  auto out = njmpi::isend(x, dest);
  const double first = x.front();
  njmpi::wait(out);
  x[0] = 1.0;
  return first;
}

[[njmpi::kernel]] double read_after(std::vector<double>& x, int source) {
  auto in = njmpi::irecv(x, source);
  const std::size_t room = x.size(); // its size is not its elements
  njmpi::wait(in);
  return x.front() + static_cast<double>(room);
}

[[njmpi::kernel]] void queue_and_copy(std::vector<int>& queue, int dest) {
  const std::vector<int> sent = queue;
  auto out = njmpi::isend(sent, dest, 1);
  queue.push_back(0);
  njmpi::wait(out);
}

// The same message to two partners: both operations only read.
[[njmpi::kernel]] void sent_to_both(std::array<double, 16>& edge, int left, int right) {
  auto a = njmpi::isend(edge, left, 1);
  auto b = njmpi::isend(edge, right, 1);
  njmpi::waitall(a, b);
}

[[njmpi::kernel]] void separate_blocks(std::array<double, 16>& all, int left, int right) {
  std::span<double> whole(all);
  auto a = njmpi::irecv(whole.first(8), left);
  auto b = njmpi::irecv(whole.subspan(8), right);
  njmpi::waitall(a, b);
}

struct cell_block {
  std::vector<double> interior, ghost;
  std::vector<double> result;
};
// The interior is computed while the ghosts travel; the edge waits for them.
[[njmpi::kernel]] void overlapped(cell_block& b, int up, int down) {
  auto [c1, in] = njmpi::irecv(b.ghost, up, 1);
  auto [c2, out] = njmpi::isend(b.interior, down, 1);
  for (std::size_t i = 0; i < b.interior.size(); ++i)
    b.result[i] = 2 * b.interior[i];
  njmpi::waitall(in, out);
  for (std::size_t i = 0; i < b.ghost.size(); ++i)
    b.result[i] += b.ghost[i];
}

[[njmpi::kernel]] void one_buffer_in_turn(int dest, int steps) {
  std::array<int, 32> line;
  for (int step = 0; step < steps; ++step) {
    line.fill(step);
    auto out = njmpi::isend(line, dest, step);
    njmpi::wait(out);
  }
}

[[njmpi::kernel]] double result_in_time(double local, std::span<double> work) {
  double total = 0;
  auto sum = njmpi::iallreduce(local, total);
  for (double& w : work)
    w += local;
  njmpi::wait(sum);
  return total / njmpi::size();
}

// The two sides of a pointer to an array: elements n .. 2n - 1 are received, the others sent.
[[njmpi::kernel]] void halves(double* a, int n, int other) {
  auto out = njmpi::isend(njmpi::buffer(a, n), other, 1);
  auto in = njmpi::irecv(njmpi::buffer(a + n, n), other, 1);
  njmpi::waitall(out, in);
  std::swap_ranges(a, a + n, a + n);
}

[[njmpi::kernel]] int right_request(int& a, int& b, int source) {
  auto first = njmpi::irecv(a, source, 1);
  auto second = njmpi::irecv(b, source, 2);
  njmpi::wait(second);
  int sum = b;
  njmpi::wait(first);
  return sum + a;
}

// A halo of rows: each row of the matrix is its own buffer.
[[njmpi::kernel]] void rows(double (&u)[10][64], int up, int down) {
  std::array<njmpi::pending, 4> r{njmpi::irecv(u[0], up, 1), njmpi::irecv(u[9], down, 2), njmpi::isend(u[1], up, 2), njmpi::isend(u[8], down, 1)};
  for (int i = 2; i < 8; ++i)
    for (double& v : u[i])
      v *= 0.25;
  njmpi::waitall(r);
}

[[njmpi::kernel]] double polled(std::vector<double>& x, int source, int& idle) {
  auto in = njmpi::irecv(x, source);
  for (;;) {
    const auto [code, done] = njmpi::test(in);
    if (done)
      break;
    ++idle;
  }
  return std::accumulate(x.begin(), x.end(), 0.0);
}

[[njmpi::kernel]] double double_buffered(std::vector<double> (&line)[2], int dest, int steps) {
  njmpi::request out[2];
  double sum = 0;
  for (int step = 0; step < steps; ++step) {
    const int now = step % 2;
    njmpi::waitall(std::span(&out[now], 1));
    std::fill(line[now].begin(), line[now].end(), step);
    out[now] = std::move(njmpi::isend(line[now], dest, step).req);
    sum += line[now][0];
  }
  njmpi::waitall(out);
  return sum;
}

[[njmpi::kernel]] void persistent(char (&line)[80], const char* const* texts, int count, int dest) {
  auto out = njmpi::send_init(line, dest, 1);
  for (int i = 0; i < count; ++i) {
    std::strncpy(line, texts[i], sizeof line); // before it is started nothing reads it
    njmpi::start(out);
    njmpi::wait(out);
  }
}

// The root sends what it broadcasts: reading it meanwhile is allowed, and so is sending it elsewhere.
[[njmpi::kernel]] double root_reads(std::vector<double>& all, double& sum) {
  auto open = njmpi::ibcast(all, 0);
  if (njmpi::rank() == 0)
    for (const double x : all)
      sum += x;
  njmpi::wait(open);
  return sum;
}

} // namespace
