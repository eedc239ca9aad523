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

[[njmpi::kernel]] njmpi::pending callers_buffer(std::vector<int>& message, int value, int dest) {
  message.assign(16, value);
  return njmpi::isend(message, dest);
}

[[njmpi::kernel]] void inner_block(int dest) {
  njmpi::request r;
  {
    std::array<double, 8> edge{};
    r = std::move(njmpi::isend(edge, dest).req);
    njmpi::wait(r);
  }
}

// A blocking call is done with its temporary when it returns.
[[njmpi::kernel]] void a_temporary(int dest) { njmpi::send(std::vector<int>{1, 2, 3}, dest); }

std::vector<double> packed_row(int row) { return std::vector<double>(16, row); }
[[njmpi::kernel]] void a_named_vector(int row, int dest) {
  const auto values = packed_row(row);
  njmpi::pending out = njmpi::isend(values, dest, 1);
  njmpi::wait(out);
}

[[njmpi::kernel]] void lines_kept(int dest, int n) {
  std::vector<std::string> lines(n);
  std::vector<njmpi::pending> all;
  for (int i = 0; i < n; ++i) {
    std::string& line = lines[i];
    line = "line " + std::to_string(i);
    all.push_back(njmpi::isend(line, dest, i));
  }
  njmpi::waitall(all);
}

[[njmpi::kernel]] njmpi::request parameter_by_reference(std::array<float, 4>& x, int source) {
  return std::move(njmpi::irecv(x, source).req);
}

[[njmpi::kernel]] void deleted_after(std::size_t n, int dest) {
  auto* raw = new double[n]();
  auto out = njmpi::isend(njmpi::buffer(raw, n), dest);
  njmpi::wait(out);
  delete[] raw;
}

[[njmpi::kernel]] int kept(int source) {
  auto values = std::make_unique<std::array<int, 4>>();
  auto in = njmpi::irecv(*values, source);
  auto owner = std::move(values); // the array itself stays where it is
  njmpi::wait(in);
  return (*owner)[0];
}

// The span is a temporary, what it shows is not.
[[njmpi::kernel]] njmpi::pending through_a_span(std::vector<long>& data, int dest) {
  return njmpi::isend(std::span(data).first(4), dest);
}

struct outbox {
  int header[2] = {};
  njmpi::request last;
  [[njmpi::kernel]] void post(int kind, int dest) {
    njmpi::waitall(std::span(&last, 1));
    header[0] = kind, header[1] = njmpi::rank();
    last = std::move(njmpi::isend(header, dest, 1).req);
  }
  ~outbox() { njmpi::waitall(std::span(&last, 1)); }
};

[[njmpi::kernel]] void packed_copy(std::vector<std::vector<double>>& rows, int dest) { njmpi::send(njmpi::packed(rows), dest); }

[[njmpi::kernel]] njmpi::pending static_buffer(int dest) {
  static std::array<char, 64> banner{};
  return njmpi::isend(banner, dest);
}

// Both live to the end of the kernel; the request is waited for before.
[[njmpi::kernel]] double both_local(double local, bool wanted) {
  double total = local;
  njmpi::pending sum{};
  if (wanted)
    sum = njmpi::iallreduce(njmpi::in_place, total);
  njmpi::waitall(std::span(&sum, 1));
  return total;
}

[[njmpi::kernel]] void waits_in_its_turn(std::vector<njmpi::request>& requests, const std::vector<int>& dests) {
  const int me = njmpi::rank();
  for (const int dest : dests)
    requests.push_back(std::move(njmpi::isend(me, dest, 7).req));
  njmpi::waitall(requests);
}

// The halo moves into another owner, and stays where it is.
[[njmpi::kernel]] std::unique_ptr<double[]> handed_over(std::size_t n, int source) {
  auto halo = std::make_unique<double[]>(n);
  auto in = njmpi::irecv(njmpi::buffer(halo.get(), n), source);
  std::unique_ptr<double[]> kept = std::move(halo);
  njmpi::wait(in);
  halo.reset();
  return kept;
}

[[njmpi::kernel]] void two_halos(std::size_t n, int steps, int source, int dest) {
  auto now = std::make_unique<float[]>(n), next = std::make_unique<float[]>(n);
  for (int step = 0; step < steps; ++step) {
    auto in = njmpi::irecv(njmpi::buffer(next.get(), n), source, step);
    auto out = njmpi::isend(njmpi::buffer(now.get(), n), dest, step);
    njmpi::waitall(in, out);
    std::swap(now, next);
  }
}

// The memory of what is moved lives on.
[[njmpi::kernel]] void moved_to_where_they_stay(int source) {
  std::vector<std::vector<double>> keep;
  std::vector<njmpi::request> r;
  for (int i = 0; i < 4; ++i) {
    std::vector<double> b(10);
    r.push_back(njmpi::irecv(b, source, i).req);
    keep.push_back(std::move(b));
  }
  njmpi::waitall(r);
}
struct sent_with {
  std::vector<double> data;
  njmpi::request r;
};
[[njmpi::kernel]] sent_with returned_with_it(std::vector<double> d, int to) {
  sent_with s;
  s.data = std::move(d);
  s.r = njmpi::isend(s.data, to).req;
  return s;
}

} // namespace
