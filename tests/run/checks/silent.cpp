// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with checks=collective: correct programs, some of which look like wrong ones. They say nothing.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <njmpi/njmpi.hpp>
#include <thread>
#include <vector>

namespace {

using njmpi::rank;
using njmpi::size;

struct three {
  double values[3];
};
NJMPI_DESCRIBE(three, values);
struct sample {
  int id;
  double value;
};
NJMPI_DESCRIBE(sample, id, value);

void wait_a_moment(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

[[njmpi::kernel]] void all_kinds(const njmpi::comm& c, int root) {
  const auto p = static_cast<std::size_t>(size(c));
  std::vector<double> x(2), y(2), many(2 * p), more(2 * p);
  std::vector<sample> s(2), t(2 * p);
  njmpi::barrier(c);
  njmpi::bcast(x, root, c);
  njmpi::bcast(s, root, c);
  njmpi::reduce(x, y, njmpi::op::max, root, c);
  njmpi::reduce(njmpi::in_place, x, njmpi::op::sum, root, c);
  njmpi::reduce(x, y, [](double a, double b) { return a + b; }, root, c);
  njmpi::allreduce(x, y, c);
  njmpi::allreduce(njmpi::in_place, x, c);
  njmpi::scan(x, y, c);
  njmpi::exscan(x, y, njmpi::op::min, c);
  njmpi::reduce_scatter_block(many, x, c);
  njmpi::scatter(many, x, root, c);
  njmpi::gather(x, many, root, c);
  njmpi::gather(s, t, root, c);
  njmpi::gather(x, many, 1, root, c);
  njmpi::allgather(x, many, c);
  njmpi::allgather(njmpi::in_place, many, c);
  njmpi::alltoall(many, more, c);
}

[[njmpi::kernel]] void varying_counts(const njmpi::comm& c, int root) {
  const int p = size(c);
  std::vector<int> counts, nothing(static_cast<std::size_t>(p), 0);
  for (int i = 0; i < p; ++i)
    counts.push_back(i % 3); // none on rank 0
  const auto own = static_cast<std::size_t>(rank(c) % 3);
  std::vector<sample> x(own), all(static_cast<std::size_t>(3 * p));
  njmpi::gatherv(x, all, counts, root, c);
  njmpi::scatterv(all, counts, x, root, c);
  njmpi::allgatherv(x, all, counts, c);
  std::vector<double> one(static_cast<std::size_t>(p)), other(static_cast<std::size_t>(p));
  const std::vector<int> ones(static_cast<std::size_t>(p), 1);
  njmpi::alltoallv(one, ones, other, ones, c);
  njmpi::alltoallv(one, nothing, other, nothing, c);
  std::vector<double> few(own), found;
  njmpi::allgatherv(few, found, njmpi::infer, c);
  njmpi::gatherv(few, found, njmpi::infer, root, c);
}

[[njmpi::kernel]] void started(const njmpi::comm& c) {
  const auto p = static_cast<std::size_t>(size(c));
  std::vector<double> x(2), y(2), z(2), many(2 * p), more(2 * p), most(2 * p);
  auto a = njmpi::ibarrier(c);
  auto b = njmpi::ibcast(x, 0, c);
  auto d = njmpi::iallreduce(y, z, c);
  njmpi::barrier(c);
  // Completed in another order than started, and while others go on.
  njmpi::wait(d);
  auto e = njmpi::igather(y, many, 0, c);
  auto f = njmpi::ialltoall(more, most, c);
  njmpi::waitall(f, a);
  while (!njmpi::test(e).flag) {
  }
  njmpi::request left[] = {std::move(b.req), njmpi::request()};
  njmpi::waitany(left);
}

// The first rank starts the barrier before, the others after the message; all of it is legal.
[[njmpi::kernel]] void message_between() {
  int token = 0;
  if (rank() == 0) {
    auto pending = njmpi::ibarrier();
    for (int to = 1; to < size(); ++to)
      njmpi::send(token, to);
    njmpi::wait(pending);
  } else {
    njmpi::recv(token, 0);
    auto pending = njmpi::ibarrier();
    njmpi::wait(pending);
  }
}

// The root of a broadcast need not wait for anybody.
[[njmpi::kernel]] void root_goes_on() {
  int token = 0;
  if (rank() == 0) {
    auto pending = njmpi::ibcast(token, 0);
    njmpi::wait(pending); // NOLINT(njmpi-deadlock): MPI may let it wait for the others
    for (int to = 1; to < size(); ++to)
      njmpi::send(token, to);
  } else {
    njmpi::recv(token, 0);
    auto pending = njmpi::ibcast(token, 0);
    njmpi::wait(pending);
  }
}

[[njmpi::kernel]] void different_lines() {
  std::vector<int> x(4), y(4);
  if (rank() == 0)
    njmpi::bcast(x, 0);
  else
    njmpi::bcast(y, 0);
  if (rank() == 0)
    njmpi::reduce(njmpi::in_place, x);
  else
    njmpi::reduce(x, y);
}

[[njmpi::kernel]] void same_signature() {
  std::vector<double> six(6);
  std::vector<three> two(2);
  if (rank() == 0)
    njmpi::bcast(two, 0);
  else
    njmpi::bcast(six, 0);
  std::vector<std::int32_t> narrow(3);
  int plain[3] = {};
  if (rank() == 0)
    njmpi::bcast(narrow, 0);
  else
    njmpi::bcast(plain, 0);
  std::vector<double> none;
  std::vector<int> nothing;
  if (rank() == 0)
    njmpi::bcast(none, 0);
  else
    njmpi::bcast(nothing, 0);
}

// Groups do different things, at different times, and more often than each other.
[[njmpi::kernel]] void groups() {
  const njmpi::comm half = njmpi::world().split(rank() % 2);
  const njmpi::comm twin = half.dup();
  int x = 1, y = 0;
  for (int i = 0; i < 1 + 3 * (rank() % 2); ++i) {
    njmpi::allreduce(x, y, half);
    njmpi::barrier(twin);
  }
  if (rank() % 2)
    njmpi::bcast(x, 0, twin);
  const njmpi::comm some = njmpi::world().split(rank() == 0 ? MPI_UNDEFINED : 1);
  if (some)
    njmpi::barrier(some);
  njmpi::barrier();
}

// Ranks wait long for each other on several communicators, but not in a circle.
[[njmpi::kernel]] void late() {
  const njmpi::comm all = njmpi::world().dup();
  const njmpi::comm pair = njmpi::world().split(rank() / 2);
  if (rank() == size() - 1)
    wait_a_moment(0.8);
  njmpi::barrier(pair);
  njmpi::barrier(all);
  auto pending = njmpi::ibarrier(pair);
  if (rank() == 0)
    wait_a_moment(0.5);
  njmpi::barrier(all);
  njmpi::wait(pending);
}

[[njmpi::kernel]] void messages() {
  const int next = (rank() + 1) % size(), before = (rank() + size() - 1) % size();
  std::vector<int> x(4), y(4), sum(4);
  std::vector<std::vector<int>> several(3, y);
  njmpi::sendrecv(x, next, y, before);
  auto sends = njmpi::send_init(x, next);
  auto receives = njmpi::recv_init(y, before);
  for (int i = 0; i < 3; ++i) {
    njmpi::startall(sends, receives);
    njmpi::allreduce(njmpi::in_place, sum);
    njmpi::waitall(sends, receives);
  }
  std::vector<njmpi::pending> requests;
  for (int i = 0; i < 3; ++i) {
    requests.push_back(njmpi::irecv(several[i], before, i));
    requests.push_back(njmpi::isend(x, next, i));
  }
  njmpi::barrier();
  auto [status, done] = njmpi::waitsome(requests);
  njmpi::waitall(requests);
  static_cast<void>(status);
}

// Large messages, receivers that come late, and one that is waited for by all.
[[njmpi::kernel]] void late_messages() {
  const int next = (rank() + 1) % size(), before = (rank() + size() - 1) % size();
  std::vector<double> x(1 << 18), y(1 << 18);
  auto received = njmpi::irecv(y, before);
  auto sent = njmpi::isend(x, next);
  if (rank() == size() - 1)
    wait_a_moment(0.8);
  njmpi::waitall(received, sent);
  if (rank() > 0)
    njmpi::recv(y, before);
  else
    wait_a_moment(0.6);
  if (rank() + 1 < size())
    njmpi::send(x, next);
  if (rank() == 0)
    for (int i = 1; i < size(); ++i)
      njmpi::recv(y, njmpi::any_source, 0); // what has tag 3 may come first
  else
    njmpi::ssend(x, 0);
  njmpi::status status;
  auto token = njmpi::isend(x, next, 3);
  njmpi::probe(before, 3, &status);
  njmpi::recv(y, status.source(), 3);
  njmpi::wait(token);
  njmpi::sendrecv(x, next, y, njmpi::any_source);
  njmpi::barrier();
}

[[njmpi::kernel]] void grid() {
  const njmpi::comm line = njmpi::world().cart({size()}, {true});
  std::vector<double> x(2), y(4), z(4);
  line.neighbour_allgather(x, y);
  njmpi::neighbour_alltoall(y, z, line);
}

void raw_handles() {
  MPI_Comm handle = MPI_COMM_NULL;
  MPI_Comm_dup(MPI_COMM_WORLD, &handle);
  {
    const njmpi::comm wrapped(handle);
    auto pending = njmpi::ibarrier(wrapped);
    all_kinds(wrapped, 0);
    njmpi::wait(pending);
  }
  MPI_Comm_free(&handle);
}

[[njmpi::kernel]] double loops() {
  njmpi::field<double, 1> u(16), v(16);
  double sum = 0;
  auto pending = njmpi::ibarrier();
  [[njmpi::loop]] for (long i = 1; i < 15; ++i)
    v(i) = u(i - 1) + u(i + 1) + 1;
  [[njmpi::loop]] for (long i = 0; i < 16; ++i)
    sum += v(i);
  njmpi::wait(pending);
  njmpi::bcast(sum, 0);
  return sum;
}

} // namespace

int main() {
  message_between();
  root_goes_on();
  all_kinds(njmpi::world(), 0);
  all_kinds(njmpi::self(), 0);
  all_kinds(njmpi::world(), size() - 1);
  varying_counts(njmpi::world(), size() - 1);
  started(njmpi::world());


  different_lines();
  same_signature();
  groups();
  late();
  messages();
  late_messages();
  grid();
  raw_handles();
  const double sum = loops();
  if (rank() == 0)
    std::printf("silent.cpp: %s\n", sum == 14 ? "well" : "a loop is wrong");
}
