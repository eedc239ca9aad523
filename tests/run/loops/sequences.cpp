// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops after each other: what one writes the next reads, whoever writes in between, and on communicators of
// other ranks.
#include "loops.hpp"
#include <algorithm>

namespace {

using njmpi::field;

[[njmpi::kernel]] void smooth(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    next(i) = (now(i - 1) + 2 * now(i) + now(i + 1)) / 4;
}
void smooth(serial<double, 1>& next, const serial<double, 1>& now) {
  for (long i = 1; i < now.extent(0) - 1; ++i)
    next(i) = (now(i - 1) + 2 * now(i) + now(i + 1)) / 4;
}

// A time loop of three levels, rotated in constant time.
[[njmpi::kernel]] double wave(field<double, 2>& before, field<double, 2>& now, field<double, 2>& next,
                              int steps) {
  double energy = 0;
  for (int t = 0; t < steps; ++t) {
    [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
      for (long j = 1; j < now.extent(1) - 1; ++j)
        next(i, j) = 2 * now(i, j) - before(i, j) +
                     0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1) - 4 * now(i, j));
    energy = 0;
    [[njmpi::loop]] for (long i = 0; i < now.extent(0); ++i)
      for (long j = 0; j < now.extent(1); ++j)
        energy = std::max(energy, std::abs(next(i, j) - now(i, j)));
    swap(before, now);
    swap(now, next);
  }
  return energy;
}

// Independent loops, which may travel together, and ones that depend on each other at every distance.
struct three {
  double sum, least;
  long count;
};
[[njmpi::kernel]] three independent(const field<double, 1>& u, field<double, 1>& v, field<double, 1>& w) {
  double sum = 0, least = 1e300;
  long count = 0;
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i)
    v(i) = u(i - 1) + 1;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i)
    w(i) = u(i + 1) - 1;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += u(i);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    least = std::min(least, u(i));
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    count += u(i) > 0;
  return {sum, least, count};
}
[[njmpi::kernel]] double dependent(field<double, 1>& u, field<double, 1>& v, field<double, 1>& w) {
  double sum = 0, least = 1e300;
  [[njmpi::loop]] for (long i = 2; i < u.extent(0); ++i)
    v(i) = u(i - 2) + 1;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i)
    w(i) = v(i + 1) - 1;
  [[njmpi::loop]] for (long i = 3; i < u.extent(0); ++i)
    u(i) = w(i - 3) + v(i - 1);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += u(i);
  // Reads a reduction of the loop before.
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    least = std::min(least, u(i) - sum);
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i)
    v(i) = u(i - 1) + least;
  return sum;
}
[[njmpi::kernel]] double chosen(field<double, 1>& u, field<double, 1>& v, int steps) {
  double sum = 0;
  for (int t = 0; t < steps; ++t) {
    if (t % 3 == 0) {
      [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i)
        v(i) = u(i - 1);
    } else if (t % 3 == 1) {
      [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i)
        u(i) = v(i + 1) + t;
    } else [[njmpi::loop]]
      for (long i = 0; i < u.extent(0); ++i)
        sum += u(i) - v(i);
    if (sum > 1000)
      break;
  }
  return sum;
}
// The number of passes depends on a reduction: the same on every rank.
[[njmpi::kernel]] int until_small(field<double, 1>& u, field<double, 1>& v) {
  int passes = 0;
  for (double change = 1e300; change > 1 && passes < 50; ++passes) {
    change = 0;
    [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
      v(i) = (u(i - 1) + u(i + 1)) / 2;
      change = std::max(change, std::abs(v(i) - u(i)));
    }
    swap(u, v);
  }
  return passes;
}

// ---- other communicators ---------------------------------------------------------------------

[[njmpi::kernel]] long sum_over([[maybe_unused]] const njmpi::comm& c, long n) {
  long s = 0;
  [[njmpi::loop(comm = c)]] for (long i = 0; i < n; ++i)
    s += i * i + 1;
  return s;
}
[[njmpi::kernel]] long sum_over_self(long n) {
  long s = 0;
  [[njmpi::loop(comm = njmpi::self())]] for (long i = 0; i < n; ++i)
    s += i * i + 1;
  return s;
}
[[njmpi::kernel]] void squares_over([[maybe_unused]] const njmpi::comm& c, std::vector<long>& v) {
  [[njmpi::loop(comm = c)]] for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = static_cast<long>(i * i);
}
[[njmpi::kernel]] double both_kinds(field<double, 1>& u, field<double, 1>& v, std::vector<double>& a) {
  double sum = 0;
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i) {
    v(i) = u(i - 1) + a[i];
    sum += v(i);
  }
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    a[i] = v(i) * 2;
  return sum;
}

} // namespace

TEST_CASE("a time loop with swaps") {
  for (const auto& [n, m] : {std::pair(3L, 3L), std::pair(4L, 11L), std::pair(15L, 14L)}) {
    field<double, 2> u({n, m}), v({n, m}), w({n, m});
    serial<double, 2> a({n, m}), b({n, m}), c({n, m});
    const auto start = [](long i, long j) { return made(i, j); };
    u.assign(start);
    v.assign(start);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = b(i, j) = made(i, j);
    double energy = 0;
    for (int t = 0; t < 7; ++t) {
      energy = 0;
      for (long i = 1; i < n - 1; ++i)
        for (long j = 1; j < m - 1; ++j)
          c(i, j) = 2 * b(i, j) - a(i, j) +
                    0.25 * (b(i - 1, j) + b(i + 1, j) + b(i, j - 1) + b(i, j + 1) - 4 * b(i, j));
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          energy = std::max(energy, std::abs(c(i, j) - b(i, j)));
      std::swap(a, b);
      std::swap(b, c);
    }
    same(wave(u, v, w, 7), energy, with("energy", n, m));
    same(u, a, with("before", n, m));
    same(v, b, with("now", n, m));
    same(w, c, with("next", n, m));
  }
}

TEST_CASE("consecutive loops, independent and dependent") {
  for (const long n : {1L, 2L, 4L, 6L, 25L}) {
    field<double, 1> u({n}), v({n}), w({n});
    serial<double, 1> a({n}), b({n}), c({n});
    u.assign([](long i) { return made(i); });
    for (long i = 0; i < n; ++i)
      a(i) = made(i);
    for (int t = 0; t < 3; ++t) {
      three r{0, 1e300, 0};
      for (long i = 0; i < n; ++i) {
        if (i > 0)
          b(i) = a(i - 1) + 1;
        if (i < n - 1)
          c(i) = a(i + 1) - 1;
        r.sum += a(i);
        r.least = std::min(r.least, a(i));
        r.count += a(i) > 0;
      }
      const three found = independent(u, v, w);
      same(found.sum, r.sum, with("sum", n, t));
      same(found.least, r.least, with("least", n, t));
      same(found.count, r.count, with("count", n, t));
      same(v, b, with("one", n, t));
      same(w, c, with("two", n, t));

      double sum = 0, least = 1e300;
      for (long i = 2; i < n; ++i)
        b(i) = a(i - 2) + 1;
      for (long i = 0; i < n - 1; ++i)
        c(i) = b(i + 1) - 1;
      for (long i = 3; i < n; ++i)
        a(i) = c(i - 3) + b(i - 1);
      for (long i = 0; i < n; ++i)
        sum += a(i);
      for (long i = 0; i < n; ++i)
        least = std::min(least, a(i) - sum);
      for (long i = 1; i < n; ++i)
        b(i) = a(i - 1) + least;
      same(dependent(u, v, w), sum, with("sum of dependent ones", n, t)); // exact: multiples of 1/64
      same(u, a, with("u", n, t));
      same(v, b, with("v", n, t));
      same(w, c, with("w", n, t));
    }

    double sum = 0;
    for (int t = 0; t < 11; ++t) {
      for (long i = 1; t % 3 == 0 && i < n; ++i)
        b(i) = a(i - 1);
      for (long i = 0; t % 3 == 1 && i < n - 1; ++i)
        a(i) = b(i + 1) + t;
      for (long i = 0; t % 3 == 2 && i < n; ++i)
        sum += a(i) - b(i);
      if (sum > 1000)
        break;
    }
    same(chosen(u, v, 11), sum, with("chosen", n));
    int passes = 0;
    for (double change = 1e300; change > 1 && passes < 50; ++passes) {
      change = 0;
      for (long i = 1; i < n - 1; ++i) {
        b(i) = (a(i - 1) + a(i + 1)) / 2;
        change = std::max(change, std::abs(b(i) - a(i)));
      }
      std::swap(a, b);
    }
    same(until_small(u, v), passes, with("passes", n));
    same(u, a, with("small", n));
  }
}

TEST_CASE("a halo is fetched again whoever wrote the field") {
  const long n = 17;
  field<double, 1> u({n}), v({n});
  serial<double, 1> a({n}), b({n});
  const auto check = [&](const char* what) {
    smooth(v, u);
    smooth(b, a);
    same(v, b, what);
    smooth(v, u); // with the halo still valid
    same(v, b, what);
  };
  u.assign([](long i) { return made(i); });
  for (long i = 0; i < n; ++i)
    a(i) = made(i);
  check("after assign");
  u.fill(2.5);
  for (long i = 0; i < n; ++i)
    a(i) = 2.5;
  check("after fill");
  std::vector<double> values(n);
  for (long i = 0; i < n; ++i)
    values[i] = a(i) = made(i + 30);
  u.scatter(world_rank() == world_size() - 1 ? values : std::vector<double>(), world_size() - 1);
  check("after scatter");
  for (long i = u.owned().lo(0); i < u.owned().hi(0); ++i)
    u(i) = made(2 * i);
  for (long i = 0; i < n; ++i)
    a(i) = made(2 * i);
  check("after elements outside of loops");
  swap(u, v);
  std::swap(a, b);
  check("after a swap");
  u = v;
  a = b;
  check("after a copy");
  field<double, 1> w({n});
  w.assign([](long i) { return made(5 * i); });
  for (long i = 0; i < n; ++i)
    a(i) = made(5 * i);
  u = std::move(w);
  check("after a move");
  smooth(u, v);
  smooth(a, b);
  check("after a loop");
  same(u.at(3), a(3), "an element");
  same(u.gather(0), world_rank() == 0 ? a.inside() : std::vector<double>(), "gathered");
}

TEST_CASE("loops on the ranks of a communicator") {
  const njmpi::comm parity = njmpi::world().split(world_rank() % 2, -world_rank());
  for (const long some : loop_sizes) {
    const long n = some + 3 * (world_rank() % 2); // the halves have different loops
    long sum = 0;
    std::vector<long> squares(static_cast<std::size_t>(n), -1), wanted;
    for (long i = 0; i < n; ++i) {
      sum += i * i + 1;
      wanted.push_back(i * i);
    }
    same(sum_over(parity, n), sum, with("sum", n));
    squares_over(parity, squares);
    same(squares, wanted, with("squares", n));
    if (world_rank() == 0)
      same(sum_over_self(n), sum, with("on one rank alone", n));
    same(sum_over(njmpi::self(), n + world_rank()), sum_over_self(n + world_rank()),
         with("each rank its own", n));
  }
}

TEST_CASE("fields on the ranks of a communicator") {
  const njmpi::comm parity = njmpi::world().split(world_rank() % 2, world_rank());
  const int colour = world_rank() % 2;
  for (const long some : {1L, 2L, 9L, 20L}) {
    const long n = some + colour;
    field<double, 1> u({n}, {.comm = parity}), v({n}, {.comm = parity}),
        alone({n + world_rank()}, {.comm = njmpi::self()});
    serial<double, 1> a({n}), b({n}), c({n + world_rank()});
    std::vector<double> x(static_cast<std::size_t>(n)), y;
    u.assign([=](long i) { return made(i + 100 * colour); });
    for (long i = 0; i < n; ++i) {
      a(i) = made(i + 100 * colour);
      x[i] = made(i + 7);
    }
    y = x;
    double sum = 0;
    for (long i = 1; i < n; ++i)
      sum += b(i) = a(i - 1) + y[i];
    for (long i = 0; i < n; ++i)
      y[i] = b(i) * 2;
    same(both_kinds(u, v, x), sum, with("sum", n));
    same(v, b, with("field", n));
    same(x, y, with("array", n));
    alone.assign([](long i) { return made(i); });
    for (long i = 0; i < n + world_rank(); ++i)
      c(i) = made(i);
    serial<double, 1> d = c;
    field<double, 1> next = alone;
    smooth(next, alone);
    smooth(d, c);
    same(next, d, with("alone", n));
  }
}

TEST_CASE("a process grid of the program's choice") {
  const int size = world_size();
  for (const bool flat : {false, true}) {
    const int rows = flat ? size : 1, columns = flat ? 1 : size;
    field<double, 2> u({9, 10}, {.grid = {rows, columns}}), v({9, 10}), w({9, 10}, {.grid = {rows, columns}});
    serial<double, 2> a({9, 10}), b({9, 10}), c({9, 10});
    u.assign([](long i, long j) { return made(i, j); });
    v.assign([](long i, long j) { return made(j, i); });
    for (long i = 0; i < 9; ++i)
      for (long j = 0; j < 10; ++j) {
        a(i, j) = c(i, j) = made(i, j);
        b(i, j) = made(j, i);
      }
    w = u;
    for (int t = 0; t < 4; ++t) {
      wave(u, w, v, 1);
      for (long i = 1; i < 8; ++i)
        for (long j = 1; j < 9; ++j)
          b(i, j) = 2 * c(i, j) - a(i, j) +
                    0.25 * (c(i - 1, j) + c(i + 1, j) + c(i, j - 1) + c(i, j + 1) - 4 * c(i, j));
      std::swap(a, c);
      std::swap(c, b);
      same(u, a, with("before", flat, t));
      same(w, c, with("now", flat, t));
      same(v, b, with("next", flat, t));
    }
  }
}
