// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The wrong examples of diagnostics.md: every tag once, in the page's order.
#include <njmpi/njmpi.hpp>

#include <array>
#include <cmath>
#include <cstdlib>
#include <list>
#include <string>
#include <vector>

// [attribute]
struct [[njmpi::kernel]] message {
  int length;
};

void outside(std::vector<double>& x) {
  [[njmpi::loop]] for (double& each : x)
    each = 0;
}
// [attribute]

// [buffer]
[[njmpi::kernel]] void pointer(const double* p) { njmpi::send(p, 1); }

[[njmpi::kernel]] void container(std::vector<double>& x) { njmpi::send(x.data(), 1); }

[[njmpi::kernel]] void value(int n) { njmpi::send(n + 1, 1); }
// [buffer]

// [contiguity]
[[njmpi::kernel]] void scattered(const std::list<double>& x) { njmpi::send(x, 1); }

[[njmpi::kernel]] void rows(std::vector<std::vector<double>>& matrix) { njmpi::bcast(matrix); }
// [contiguity]

// [datatype]
struct cell {
  double value;
  cell* next;
};
struct chain {
  int length;
  cell first[2];
};

[[njmpi::kernel]] void linked(const chain& c) { njmpi::send(c, 1); }

[[njmpi::kernel]] void names(const std::vector<std::string>& all) { njmpi::send(all, 1); }
// [datatype]

// [const]
[[njmpi::kernel]] void receive(const std::vector<int>& x) { njmpi::recv(x, 0); }
// [const]

// [temporary]
std::vector<int> make();

[[njmpi::kernel]] void start() {
  auto sending = njmpi::isend(make(), 1);
  njmpi::wait(sending);
}
// [temporary]

// [type-mismatch]
[[njmpi::kernel]] void collect(const std::vector<float>& mine, std::vector<double>& all) {
  njmpi::allgather(mine, all);
}
// [type-mismatch]

// [operator]
[[njmpi::kernel]] void combine(double mine, double& all) { njmpi::allreduce(mine, all, njmpi::op::band); }
// [operator]

// [count]
[[njmpi::kernel]] void reduce(const double (&mine)[4], double (&all)[3]) {
  njmpi::allreduce(mine, all, njmpi::op::sum);
}
// [count]

// [argument]
[[njmpi::kernel]] void to_anybody(const std::vector<int>& x) { njmpi::send(x, njmpi::any_source); }

[[njmpi::kernel]] void from_nobody(std::vector<int>& x) { njmpi::bcast(x, -1); }
// [argument]

// [alias]
[[njmpi::kernel]] void largest(std::vector<int>& x) { njmpi::allreduce(x, x, njmpi::op::max); }
// [alias]

// [loop-form]
[[njmpi::kernel]] double quarter_circle(double h) {
  double area = 0;
  [[njmpi::loop]] for (double x = 0; x < 1; x += h)
    area += h * std::sqrt(1 - x * x);
  return area;
}

[[njmpi::kernel]] void clear(std::vector<double>& x) {
  [[njmpi::loop]] for (auto p = x.begin(); p != x.end(); ++p)
    *p = 0;
}
// [loop-form]

// [loop-dependence]
[[njmpi::kernel]] void sweep(njmpi::field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) = 0.5 * (u(i, j) + u(i - 1, j));
}

[[njmpi::kernel]] void smooth(njmpi::field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i)
    u(i) = (u(i - 1) + u(i) + u(i + 1)) / 3;
}

[[njmpi::kernel]] void running_sum(std::vector<double>& x) {
  [[njmpi::loop]] for (std::size_t i = 1; i < x.size(); ++i)
    x[i] += x[i - 1];
}
// [loop-dependence]

// [loop-scalar]
[[njmpi::kernel]] double last_hot(const njmpi::field<double, 1>& t) {
  double hot = 0;
  [[njmpi::loop]] for (long i = 0; i < t.extent(0); ++i)
    if (t(i) > 100)
      hot = t(i);
  return hot;
}

[[njmpi::kernel]] long until_full(const std::vector<double>& x) {
  double sum = 0;
  long taken = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i) {
    sum += x[i];
    if (sum < 1)
      ++taken;
  }
  return taken;
}

[[njmpi::kernel]] int rounded(const std::vector<double>& x) {
  int sum = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  return sum;
}
// [loop-scalar]

// [loop-access]
[[njmpi::kernel]] void total(std::vector<double>& result, const std::vector<double>& x) {
  [[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i)
    result[0] += x[i];
}

[[njmpi::kernel]] void histogram(std::vector<long>& count, const std::vector<int>& bin) {
  [[njmpi::loop]] for (std::size_t i = 0; i < bin.size(); ++i)
    ++count[bin[i]];
}

[[njmpi::kernel]] void odd(njmpi::field<double, 1>& u, long n) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    u(2 * i + 1) = 0;
}
// [loop-access]

// [loop-call]
double conductivity(double temperature); // defined in another file

[[njmpi::kernel]] void conduct(njmpi::field<double, 1>& k, const njmpi::field<double, 1>& t) {
  [[njmpi::loop]] for (long i = 0; i < t.extent(0); ++i)
    k(i) = conductivity(t(i));
}

[[njmpi::kernel]] void noise(std::vector<double>& x) {
  [[njmpi::loop]] for (double& each : x)
    each = std::rand();
}

[[njmpi::kernel]] double whole(const std::vector<double>& x) {
  double sum = 0, all = 0;
  [[njmpi::loop]] for (const double each : x) {
    sum += each;
    njmpi::allreduce(sum, all);
  }
  return all;
}
// [loop-call]

// [loop-exit]
[[njmpi::kernel]] long first_negative(const njmpi::field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    if (u(i) < 0)
      return i;
  return -1;
}
// [loop-exit]

// [divergence]
[[njmpi::kernel]] void cool(njmpi::field<double, 1>& u) {
  double hottest = 0;
  for (long i = u.owned().lo(0); i < u.owned().hi(0); ++i)
    hottest = std::max(hottest, u(i));
  if (hottest > 1) {
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      u(i) /= hottest;
  }
}
// [divergence]

// [request-leak]
[[njmpi::kernel]] void fire_and_forget(const std::vector<double>& x) {
  auto sending = njmpi::isend(x, 1);
}
// [request-leak]

// [request-reuse]
[[njmpi::kernel]] void twice(std::vector<double>& x) {
  auto receiving = njmpi::irecv(x, 1);
  njmpi::wait(receiving);
  njmpi::wait(receiving);
}
// [request-reuse]

// [buffer-race]
[[njmpi::kernel]] void too_early(std::vector<double>& x) {
  auto sending = njmpi::isend(x, 1);
  x[0] = 0;
  njmpi::wait(sending);
}
// [buffer-race]

// [buffer-lifetime]
[[njmpi::kernel]] njmpi::pending from_here(int value) {
  std::array<int, 4> message{value};
  return njmpi::isend(message, 1);
}
// [buffer-lifetime]

// [unmatched]
[[njmpi::kernel]] void other_tag(std::vector<double>& x) {
  if (njmpi::rank() == 0)
    njmpi::send(x, 1, 7);
  else if (njmpi::rank() == 1)
    njmpi::recv(x, 0, 8);
}
// [unmatched]

// [message-race]
[[njmpi::kernel]] void whoever_comes(int& first, int& second) {
  if (njmpi::rank() == 0) {
    njmpi::recv(first, njmpi::any_source, 0);
    njmpi::recv(second, 1, 0);
  } else if (njmpi::rank() <= 2) {
    njmpi::send(first, 0, 0);
  }
}
// [message-race]

// [deadlock]
[[njmpi::kernel]] void exchange(std::vector<double>& mine, std::vector<double>& theirs) {
  const int partner = njmpi::rank() ^ 1;
  if (partner < njmpi::size()) {
    njmpi::send(mine, partner);
    njmpi::recv(theirs, partner);
  }
}
// [deadlock]

// [resource-leak]
double total(double mine) {
  MPI_Comm own;
  double sum = 0;
  MPI_Comm_dup(MPI_COMM_WORLD, &own);
  MPI_Allreduce(&mine, &sum, 1, MPI_DOUBLE, MPI_SUM, own);
  return sum;
}
// [resource-leak]

// [epoch]
void publish(MPI_Comm comm, int value) {
  int cell = 0, rank = 0;
  MPI_Win window;
  MPI_Comm_rank(comm, &rank);
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, comm, &window);
  if (rank == 1)
    MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window);
  MPI_Win_fence(0, window);
  MPI_Win_free(&window);
}
// [epoch]

// [window-race]
void collide(MPI_Comm comm, int value) {
  int cell = 0;
  MPI_Win window;
  MPI_Win_create(&cell, sizeof cell, sizeof cell, MPI_INFO_NULL, comm, &window);
  MPI_Win_fence(0, window);
  MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window);
  MPI_Win_fence(0, window);
  MPI_Win_free(&window);
}
// [window-race]

// [order]
int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  MPI_Finalize();
  MPI_Barrier(MPI_COMM_WORLD);
}
// [order]
