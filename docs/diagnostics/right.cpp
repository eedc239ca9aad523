// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The right examples of diagnostics.md.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <list>
#include <random>
#include <string>
#include <vector>

// [attribute]
struct message {
  int length;
};

[[njmpi::kernel]] void inside(std::vector<double>& x) {
  [[njmpi::loop]] for (double& each : x)
    each = 0;
}
// [attribute]

// [buffer]
[[njmpi::kernel]] void pointer(const double* p, std::size_t n) { njmpi::send(njmpi::buffer(p, n), 1); }

[[njmpi::kernel]] void container(std::vector<double>& x) { njmpi::send(x, 1); }

[[njmpi::kernel]] void value(int n) {
  const int next = n + 1;
  njmpi::send(next, 1);
}
// [buffer]

// [contiguity]
[[njmpi::kernel]] void scattered(const std::list<double>& x) { njmpi::send(njmpi::packed(x), 1); }

[[njmpi::kernel]] void rows(std::vector<double>& matrix) { njmpi::bcast(matrix); } // row by row in one vector
// [contiguity]

// [datatype]
struct cell {
  double value;
  int next; // an index means the same on every rank
};
struct chain {
  int length;
  cell first[2];
};

[[njmpi::kernel]] void linked(const chain& c) { njmpi::send(c, 1); }

[[njmpi::kernel]] void names(const std::vector<std::string>& all) {
  for (const std::string& name : all)
    njmpi::send(name, 1);
}
// [datatype]

// [const]
[[njmpi::kernel]] void receive(std::vector<int>& x) { njmpi::recv(x, 0); }
// [const]

// [temporary]
std::vector<int> make();

[[njmpi::kernel]] void start() {
  const std::vector<int> made = make(); // lives until the wait
  auto sending = njmpi::isend(made, 1);
  njmpi::wait(sending);
}
// [temporary]

// [type-mismatch]
[[njmpi::kernel]] void collect(const std::vector<double>& mine, std::vector<double>& all) {
  njmpi::allgather(mine, all);
}
// [type-mismatch]

// [operator]
[[njmpi::kernel]] void combine(unsigned mine, unsigned& all) { njmpi::allreduce(mine, all, njmpi::op::band); }
// [operator]

// [count]
[[njmpi::kernel]] void reduce(const double (&mine)[4], double (&all)[4]) {
  njmpi::allreduce(mine, all, njmpi::op::sum);
}
// [count]

// [argument]
[[njmpi::kernel]] void to_one(const std::vector<int>& x, int dest) {
  njmpi::send(x, dest); // or njmpi::proc_null, for nobody
}

[[njmpi::kernel]] void from_the_last(std::vector<int>& x) { njmpi::bcast(x, njmpi::size() - 1); }
// [argument]

// [alias]
[[njmpi::kernel]] void largest(std::vector<int>& x) { njmpi::allreduce(njmpi::in_place, x, njmpi::op::max); }
// [alias]

// [loop-form]
[[njmpi::kernel]] double quarter_circle(long n) {
  double area = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    const double x = static_cast<double>(i) / static_cast<double>(n);
    area += std::sqrt(1 - x * x) / static_cast<double>(n);
  }
  return area;
}

[[njmpi::kernel]] void clear(std::vector<double>& x) {
  [[njmpi::loop]] for (double& each : x)
    each = 0;
}
// [loop-form]

// [loop-dependence]
[[njmpi::kernel]] void sweep(njmpi::field<double, 2>& u) { // in the serial order
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) = 0.5 * (u(i, j) + u(i - 1, j));
}

[[njmpi::kernel]] void smooth(njmpi::field<double, 1>& next, const njmpi::field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) // the old values: another algorithm
    next(i) = (u(i - 1) + u(i) + u(i + 1)) / 3;
}

[[njmpi::kernel]] void running_sum(std::vector<double>& x) {
  for (std::size_t i = 1; i < x.size(); ++i) // every rank has all of x, and runs all of it
    x[i] += x[i - 1];
}
// [loop-dependence]

// [loop-scalar]
[[njmpi::kernel]] double last_hot(const njmpi::field<double, 1>& t) {
  long last = -1;
  [[njmpi::loop]] for (long i = 0; i < t.extent(0); ++i)
    if (t(i) > 100)
      last = std::max(last, i);
  return last < 0 ? 0 : t.at(last);
}

[[njmpi::kernel]] long until_full(const std::vector<double>& x) {
  double sum = 0;
  long taken = 0;
  for (const double each : x) // one iteration needs the one before
    if ((sum += each) < 1)
      ++taken;
  return taken;
}

[[njmpi::kernel]] int rounded(const std::vector<double>& x) {
  double sum = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  return static_cast<int>(sum); // or: sum += static_cast<int>(x[i])
}
// [loop-scalar]

// [loop-access]
[[njmpi::kernel]] void total(std::vector<double>& result, const std::vector<double>& x) {
  double sum = result[0];
  [[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  result[0] = sum;
}

[[njmpi::kernel]] void histogram(std::vector<long>& count, const std::vector<int>& bin) {
  [[njmpi::loop]] for (std::size_t b = 0; b < count.size(); ++b)
    count[b] += std::count(bin.begin(), bin.end(), static_cast<int>(b));
}

[[njmpi::kernel]] void odd(njmpi::field<double, 1>& u, long n) {
  [[njmpi::loop]] for (long i = 1; i < 2 * n; i += 2)
    u(i) = 0;
}
// [loop-access]

// [loop-call]
[[gnu::const]] double conductivity(double temperature); // depends on its argument alone

[[njmpi::kernel]] void conduct(njmpi::field<double, 1>& k, const njmpi::field<double, 1>& t) {
  [[njmpi::loop]] for (long i = 0; i < t.extent(0); ++i)
    k(i) = conductivity(t(i));
}

[[njmpi::kernel]] void noise(std::vector<double>& x, unsigned seed) {
  [[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i) {
    std::mt19937 engine(seed + static_cast<unsigned>(i)); // one for each element, the same on any rank
    x[i] = std::uniform_real_distribution<double>()(engine);
  }
}

[[njmpi::kernel]] double whole(const std::vector<double>& x) {
  double sum = 0;
  [[njmpi::loop]] for (const double each : x)
    sum += each;
  return sum; // of all ranks already
}
// [loop-call]

// [loop-exit]
[[njmpi::kernel]] long first_negative(const njmpi::field<double, 1>& u) {
  long first = u.extent(0);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    if (u(i) < 0)
      first = std::min(first, i);
  return first < u.extent(0) ? first : -1;
}
// [loop-exit]

// [divergence]
[[njmpi::kernel]] void cool(njmpi::field<double, 1>& u) {
  double hottest = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    hottest = std::max(hottest, u(i));
  if (hottest > 1) {
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      u(i) /= hottest;
  }
}
// [divergence]

// [request-leak]
[[njmpi::kernel]] void started_and_waited_for(const std::vector<double>& x) {
  auto sending = njmpi::isend(x, 1);
  njmpi::wait(sending);
}
// [request-leak]

// [request-reuse]
[[njmpi::kernel]] void once(std::vector<double>& x) {
  auto receiving = njmpi::irecv(x, 1);
  njmpi::wait(receiving);
}
// [request-reuse]

// [buffer-race]
[[njmpi::kernel]] void in_time(std::vector<double>& x) {
  auto sending = njmpi::isend(x, 1);
  njmpi::wait(sending);
  x[0] = 0;
}
// [buffer-race]

// [buffer-lifetime]
[[njmpi::kernel]] njmpi::pending from_the_caller(const std::array<int, 4>& message) {
  return njmpi::isend(message, 1);
}
// [buffer-lifetime]

// [unmatched]
[[njmpi::kernel]] void same_tag(std::vector<double>& x) {
  if (njmpi::rank() == 0)
    njmpi::send(x, 1, 7);
  else if (njmpi::rank() == 1)
    njmpi::recv(x, 0, 7);
}
// [unmatched]

// [message-race]
[[njmpi::kernel]] void each_by_name(int& first, int& second) {
  if (njmpi::rank() == 0) {
    njmpi::recv(first, 2, 0);
    njmpi::recv(second, 1, 0);
  } else if (njmpi::rank() <= 2) {
    njmpi::send(first, 0, 0);
  }
}
// [message-race]

// [deadlock]
[[njmpi::kernel]] void exchange(std::vector<double>& mine, std::vector<double>& theirs) {
  const int partner = njmpi::rank() ^ 1;
  if (partner < njmpi::size())
    njmpi::sendrecv(mine, partner, theirs, partner);
}
// [deadlock]

// [resource-leak]
double total(double mine) {
  MPI_Comm own;
  double sum = 0;
  MPI_Comm_dup(MPI_COMM_WORLD, &own);
  MPI_Allreduce(&mine, &sum, 1, MPI_DOUBLE, MPI_SUM, own);
  MPI_Comm_free(&own);
  return sum;
}
// [resource-leak]

// [epoch]
void publish(MPI_Comm comm, int value) {
  int cell = 0, rank = 0;
  MPI_Win window;
  MPI_Comm_rank(comm, &rank);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, comm, &window);
  MPI_Win_fence(0, window);
  if (rank == 1)
    MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window);
  MPI_Win_fence(0, window);
  MPI_Win_free(&window);
}
// [epoch]

// [window-race]
void combine(MPI_Comm comm, int value) {
  int cell = 0;
  MPI_Win window;
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, comm, &window);
  MPI_Win_fence(0, window);
  MPI_Accumulate(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_SUM, window);
  MPI_Win_fence(0, window);
  MPI_Win_free(&window);
}
// [window-race]

// [order]
int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
}
// [order]
