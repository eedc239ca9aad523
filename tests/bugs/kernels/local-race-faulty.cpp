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

[[njmpi::kernel]] void written_while_sent(std::vector<double>& x, int dest) {
  auto out = njmpi::isend(x, dest);
  x[0] = 1.0; // bug: njmpi-buffer-race
  njmpi::wait(out);
}

[[njmpi::kernel]] double read_while_received(std::vector<double>& x, int source) {
  auto in = njmpi::irecv(x, source);
  const double first = x.front(); // bug: njmpi-buffer-race
  njmpi::wait(in);
  return first;
}

[[njmpi::kernel]] void resized(std::vector<int>& queue, int dest) {
  auto out = njmpi::isend(queue, dest, 1);
  queue.push_back(0); // bug: njmpi-buffer-race
  njmpi::wait(out);
}

[[njmpi::kernel]] void two_receives_one_buffer(std::array<double, 16>& halo, int left, int right) {
  auto a = njmpi::irecv(halo, left, 1);
  auto b = njmpi::irecv(halo, right, 1); // bug: njmpi-buffer-race
  njmpi::waitall(a, b);
}

// Two blocks that share one element.
[[njmpi::kernel]] void overlapping_blocks(std::array<double, 16>& all, int left, int right) {
  std::span<double> whole(all);
  auto a = njmpi::irecv(whole.first(9), left);
  auto b = njmpi::irecv(whole.subspan(8), right); // bug: njmpi-buffer-race
  njmpi::waitall(a, b);
}

struct cell_block {
  std::vector<double> interior, ghost;
};
[[njmpi::kernel]] void computed_too_early(cell_block& b, int up, int down) {
  auto [c1, in] = njmpi::irecv(b.ghost, up, 1);
  auto [c2, out] = njmpi::isend(b.interior, down, 1);
  for (std::size_t i = 0; i < b.interior.size(); ++i)
    b.interior[i] += b.ghost[i]; // bug: njmpi-buffer-race
  njmpi::waitall(in, out);
}

// The loop reuses its buffer before the send of the pass before is done.
[[njmpi::kernel]] void one_buffer_for_all(int dest, int steps) {
  std::array<int, 32> line;
  njmpi::pending last{};
  for (int step = 0; step < steps; ++step) {
    line.fill(step); // bug: njmpi-buffer-race
    if (step > 0)
      njmpi::wait(last);
    last = njmpi::isend(line, dest, step);
  }
  if (steps > 0)
    njmpi::wait(last);
}

[[njmpi::kernel]] double result_too_early(double local) {
  double total = 0;
  auto sum = njmpi::iallreduce(local, total);
  const double mean = total / njmpi::size(); // bug: njmpi-buffer-race
  njmpi::wait(sum);
  return mean;
}

[[njmpi::kernel]] void swapped(std::vector<float>& now, std::vector<float>& next, int to, int from) {
  auto out = njmpi::isend(now, to, 1);
  auto in = njmpi::irecv(next, from, 1);
  std::swap(now, next); // bug: njmpi-buffer-race
  njmpi::waitall(out, in);
}

// The wait is for the other one.
[[njmpi::kernel]] int wrong_request(int& a, int& b, int source) {
  auto first = njmpi::irecv(a, source, 1);
  auto second = njmpi::irecv(b, source, 2);
  njmpi::wait(second);
  const int sum = b + a; // bug: njmpi-buffer-race
  njmpi::wait(first);
  return sum;
}

[[njmpi::kernel]] void sent_while_received(std::vector<long>& token, int from, int to) {
  auto in = njmpi::irecv(token, from);
  njmpi::send(token, to); // bug: njmpi-buffer-race
  njmpi::wait(in);
}

// test said "not yet", but the values are used on either way.
[[njmpi::kernel]] double not_yet(std::vector<double>& x, int source) {
  auto in = njmpi::irecv(x, source);
  const auto [code, done] = njmpi::test(in);
  double sum = std::accumulate(x.begin(), x.end(), 0.0); // bug: njmpi-buffer-race
  if (!done)
    njmpi::wait(in);
  return sum;
}

[[njmpi::kernel]] void moved_away(std::vector<double>& x, std::vector<double>& archive, int dest) {
  auto out = njmpi::isend(x, dest, 8);
  archive = std::move(x); // bug: njmpi-buffer-race
  njmpi::wait(out);
}

// The started persistent send still reads the line.
[[njmpi::kernel]] void persistent(char (&line)[80], const char* const* texts, int count, int dest) {
  auto out = njmpi::send_init(line, dest, 1);
  for (int i = 0; i < count; ++i) {
    njmpi::start(out);
    std::strncpy(line, texts[i], sizeof line); // bug: njmpi-buffer-race
    njmpi::wait(out);
  }
}

// Others than the root read what is still to come.
[[njmpi::kernel]] double all_read(std::vector<double>& all, double& sum) {
  auto open = njmpi::ibcast(all, 0);
  if (njmpi::rank() != 0)
    for (const double x : all) // bug: njmpi-buffer-race
      sum += x;
  njmpi::wait(open);
  return sum;
}

} // namespace
