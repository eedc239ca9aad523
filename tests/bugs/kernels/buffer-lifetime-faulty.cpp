// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: buffer lifetime
#include <array>
#include <memory>
#include <njmpi/njmpi.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace {

// The request goes to the caller, its buffer does not.
[[njmpi::kernel]] njmpi::pending local_buffer(int value, int dest) {
  std::vector<int> message(16, value);
  return njmpi::isend(message, dest); // bug: njmpi-buffer-lifetime
}

[[njmpi::kernel]] void inner_block(int dest) {
  njmpi::request r;
  {
    std::array<double, 8> edge{};
    r = std::move(njmpi::isend(edge, dest).req); // bug: njmpi-buffer-lifetime
  }
  njmpi::wait(r);
}

[[njmpi::kernel]] void a_temporary(int dest) {
  auto out = njmpi::isend(std::vector<int>{1, 2, 3}, dest); // bug: njmpi-temporary|njmpi-buffer-lifetime
  njmpi::wait(out);
}

std::vector<double> packed_row(int row) { return std::vector<double>(16, row); }
[[njmpi::kernel]] void a_returned_vector(int row, int dest) {
  njmpi::pending out = njmpi::isend(packed_row(row), dest, 1); // bug: njmpi-temporary|njmpi-buffer-lifetime
  njmpi::wait(out);
}

// Each pass has its own line, and all are sent when none is left.
[[njmpi::kernel]] void loop_locals(int dest, int n) {
  std::vector<njmpi::pending> all;
  for (int i = 0; i < n; ++i) {
    std::string line = "line " + std::to_string(i);
    all.push_back(njmpi::isend(line, dest, i)); // bug: njmpi-buffer-lifetime
  }
  njmpi::waitall(all);
}

[[njmpi::kernel]] njmpi::request parameter_by_value(std::array<float, 4> x, int source) {
  return std::move(njmpi::irecv(x, source).req); // bug: njmpi-buffer-lifetime
}

[[njmpi::kernel]] void deleted(std::size_t n, int dest) {
  auto* raw = new double[n]();
  auto out = njmpi::isend(njmpi::buffer(raw, n), dest); // bug: njmpi-buffer-lifetime
  delete[] raw;
  njmpi::wait(out);
}

[[njmpi::kernel]] void reset(int source) {
  auto values = std::make_unique<std::array<int, 4>>();
  auto in = njmpi::irecv(*values, source); // bug: njmpi-buffer-lifetime
  values.reset();
  njmpi::wait(in);
}

// A span does not keep what it shows.
[[njmpi::kernel]] njmpi::pending through_a_span(int dest) {
  std::vector<long> data(8, 1);
  const std::span<long> half = std::span(data).first(4);
  return njmpi::isend(half, dest); // bug: njmpi-buffer-lifetime
}

struct outbox {
  njmpi::request last;
  [[njmpi::kernel]] void post(int kind, int dest) {
    int header[2] = {kind, njmpi::rank()};
    last = std::move(njmpi::isend(header, dest, 1).req); // bug: njmpi-buffer-lifetime
  }
  ~outbox() { njmpi::wait(last); }
};

[[njmpi::kernel]] void packed_copy(std::vector<std::vector<double>>& rows, int dest) {
  auto out = njmpi::isend(njmpi::packed(rows), dest); // bug: njmpi-temporary|njmpi-buffer-lifetime
  njmpi::wait(out);
}

// The array of totals is gone when the reduction is.
[[njmpi::kernel]] void reduction_into_a_block(std::vector<double>& local, bool wanted) {
  njmpi::request sum;
  if (wanted) {
    std::vector<double> total(local.size());
    sum = std::move(njmpi::iallreduce(local, total).req); // bug: njmpi-buffer-lifetime
  }
  njmpi::waitall(std::span(&sum, 1));
}

[[njmpi::kernel]] void through_a_reference(njmpi::pending& out, int dest) {
  double now = njmpi::wtime();
  out = njmpi::isend(now, dest, 6); // bug: njmpi-buffer-lifetime
}

[[njmpi::kernel]] void into_a_vector(std::vector<njmpi::request>& requests, const std::vector<int>& dests) {
  const int me = njmpi::rank();
  for (const int dest : dests)
    requests.push_back(std::move(njmpi::isend(me, dest, 7).req)); // bug: njmpi-buffer-lifetime
}

} // namespace
