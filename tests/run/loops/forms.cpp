// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops and updates in other words: headers that add to the index, minima in every spelling, members of
// objects that change beside them, ranges without data().
#include "loops.hpp"
#include <algorithm>
#include <functional>
#include <valarray>

namespace {

using njmpi::field;

// ---- headers ---------------------------------------------------------------------------------

[[njmpi::kernel]] void headers(std::vector<long>& a, long n, unsigned few) {
  const std::size_t m = a.size();
  [[njmpi::loop]] for (std::size_t i = 0; i + 1 < a.size(); ++i) // empty where there is nothing
    a[i] += 1;
  [[njmpi::loop]] for (long i = 2; i - 1 <= n - 2; ++i)
    a[i] += 10;
  [[njmpi::loop]] for (std::size_t i = 0; i + few < a.size(); ++i)
    a[i] += 100;
  [[njmpi::loop]] for (std::size_t i = 0; m > 3 + i; i += 2)
    a[i + 3] += 1000;
  [[njmpi::loop]] for (long i = n - 1; i - 1 >= 0; --i)
    a[i - 1] += 10000;
  [[njmpi::loop]] for (auto i = 0L; i < n; ++i)
    a[i] += 100000;
}
// What is unsigned wraps around below zero.
[[njmpi::kernel]] void down(std::vector<long>& a, unsigned n, unsigned least) {
  [[njmpi::loop]] for (int i = static_cast<int>(n - 1); i >= 0; --i)
    a[i] += i;
  [[njmpi::loop]] for (long i = static_cast<long>(n) - 1; i >= least; --i)
    a[i] += 10;
}
[[njmpi::kernel]] void narrowed(std::vector<long>& a, unsigned n) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
  [[njmpi::loop]] for (int i = n - 1; i >= 0; --i)
    a[i] += 3;
#pragma GCC diagnostic pop
}
template <class I> [[njmpi::kernel]] long counted(std::vector<long>& a, I n) {
  long sum = 0;
  [[njmpi::loop]] for (I i = 0; i <= n; ++i)
    sum += a[i];
  [[njmpi::loop]] for (I i = n; i >= 1; --i)
    a[i - 1] += static_cast<long>(i);
  return sum;
}

// ---- updates ---------------------------------------------------------------------------------

struct extremes {
  double least = 1e9, most = -1e9, least_of = 1e9, most_of = -1e9, less = 1e9, greater = -1e9, sum = 0,
         other = 0;
  long at = -1, twice = -1, last = -1;
};
[[njmpi::kernel]] extremes spelled(const std::vector<double>& a) {
  extremes e;
  double least = 1e9, most = -1e9;
  long at = -1, twice = -1, last = -1;
  const long n = static_cast<long>(a.size());
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    if (a[i] < least)
      least = a[i], at = i;
    if (a[i] > most) {
      twice = 2 * i, last = i;
      most = a[i];
    }
    e.less = a[i] < e.less ? a[i] : e.less;
    e.greater = (e.greater < a[i]) ? a[i] : e.greater;
    e.least_of = std::min({e.least_of, a[i], -a[i]});
    e.most_of = std::max({e.most_of, 2 * a[i], a[i]});
    e.sum = e.sum + a[i] + 1;
    e.other = a[i] + e.other;
  }
  e.least = least, e.most = most, e.at = at, e.twice = twice, e.last = last;
  return e;
}

// What follows a `continue` may name what does not exist where it was taken.
[[njmpi::kernel]] void inside(field<double, 2>& u, const field<double, 2>& v) {
  const auto [n, m] = v.extents();
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j) {
      if (i == 0 || j == 0 || i == n - 1 || j == m - 1) {
        u(i, j) = -1;
        continue;
      }
      u(i, j) = v(i - 1, j) + 2 * v(i, j + 1);
    }
}

// ---- variables elsewhere ---------------------------------------------------------------------

long hits = 0;
struct counters {
  static inline long calls = 0;
};
[[njmpi::kernel]] void elsewhere(const std::vector<double>& a) {
  const long hits = 1; // another one
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i) {
    counters::calls += hits;
    if (a[i] > 0)
      ++::hits;
  }
}

// ---- objects ---------------------------------------------------------------------------------

struct part {
  field<double, 1> u;
  double total = 0;
  long from = 0, to = 0, steps = 0;
};
[[njmpi::kernel]] void total_of(part& p) {
  [[njmpi::loop]] for (long i = 0; i < p.u.extent(0); ++i) {
    p.total += p.u(i);
    p.steps += static_cast<long>(p.u.size());
  }
  [[njmpi::loop]] for (long i = p.from; i < p.to; ++i)
    p.total -= p.u(i);
}

[[njmpi::kernel]] double doubled(std::valarray<double>& w) {
  double sum = 0, least = 1e9;
  long at = -1;
  [[njmpi::loop]] for (double& x : w)
    x *= 2;
  [[njmpi::loop]] for (const double x : w)
    sum += x;
  [[njmpi::loop]] for (double& x : w)
    if (x < least) {
      least = x;
      at = &x - &w[0];
    }
  return sum + 1000 * static_cast<double>(at);
}
struct tile {
  double weight;
  std::array<double, 2> c;
  double d[3];
};
[[njmpi::kernel]] double tiles(std::vector<tile>& all, std::vector<std::array<double, 3>>& rows) {
  double sum = 0;
  [[njmpi::loop]] for (tile& t : all) {
    t.weight *= 2;
    for (double& x : t.c) {
      x += t.weight;
      sum += x;
    }
    for (double x : t.d)
      t.weight += x;
  }
  [[njmpi::loop]] for (std::size_t i = 0; i < rows.size(); ++i) {
    const double first = rows[i][0];
    rows[i] = {};
    for (int k = 0; k < 3; ++k)
      rows[i][k] += k == 0 ? first : k;
  }
  [[njmpi::loop]] for (std::size_t i = 0; i < rows.size(); ++i) {
    double k = 0;
    for (double& x : rows[i])
      x += ++k;
  }
  [[njmpi::loop]] for (auto& row : rows) {
    double s = 0;
    for (double x : row)
      s += x;
    row[0] = s;
  }
  return sum;
}
[[njmpi::kernel]] void unseen(std::vector<double>& a, const std::function<double(double)>& f) {
  [[njmpi::loop(trusted)]] for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = f(a[i]);
}
[[njmpi::kernel]] void iterators(std::vector<double>& b, const std::vector<double>& a) {
  [[njmpi::loop]] for (std::size_t i = 0; i < b.size(); ++i) {
    b[i] = *std::max_element(a.begin(), a.end());
    for (auto k = a.begin(); k != a.end(); ++k)
      b[i] += *k;
    std::vector<double> own(3, 1.0);
    for (auto k = own.begin(); k != own.end(); ++k)
      *k += static_cast<double>(i);
    b[i] += own[2];
  }
}

// Of two types, of which one tells zeros apart.
template <class T> [[njmpi::kernel]] T largest(const njmpi::field<T, 2>& u) {
  T found = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      found = std::max(found, u(i, j));
  return found;
}
// One member of a neighbour is read, the other one is written.
struct couple {
  double x, y;
};
NJMPI_DESCRIBE(couple, x, y)
[[njmpi::kernel]] void members(njmpi::field<couple, 1>& f) {
  [[njmpi::loop]] for (long i = 1; i < f.extent(0); ++i)
    f(i).x = f(i - 1).y + 1;
}
// A copy of an array, taken apart.
[[njmpi::kernel]] void taken_apart(std::vector<long>& a) {
  const long weights[3] = {1, 2, 4};
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i) {
    auto [x, y, z] = weights;
    a[i] = x + 10 * y + 100 * z + static_cast<long>(i);
  }
}

} // namespace

TEST_CASE("headers that add to the index, or whose bounds wrap around") {
  for (const long n : {0L, 1L, 2L, 3L, 5L, 12L, 29L}) {
    std::vector<long> a(static_cast<std::size_t>(n)), b(a);
    headers(a, n, 2);
    for (long i = 0; i < n; ++i)
      b[i] = 100000 + (i + 1 < n) + 10 * (i >= 2 && i < n) + 100 * (i + 2 < n) +
             1000 * (i >= 3 && (i - 3) % 2 == 0) + 10000 * (i < n - 1);
    same(a, b, with("headers", n));
    std::vector<long> c(static_cast<std::size_t>(n)), d(c);
    down(c, static_cast<unsigned>(n), 0);
    down(c, static_cast<unsigned>(n), 2);
    narrowed(c, static_cast<unsigned>(n));
    for (long i = 0; i < n; ++i)
      d[i] = 2 * i + 13 + 10 * (i >= 2);
    same(c, d, with("down", n));
    if (n == 0)
      continue;
    std::vector<long> e(static_cast<std::size_t>(n) + 1, 1), f(e);
    same(counted(e, static_cast<int>(n)), n + 1, with("int", n));
    same(counted(e, static_cast<unsigned>(n)), n + 1 + n * (n + 1) / 2, with("unsigned", n));
    for (long i = 0; i < n; ++i)
      f[i] += 2 * (i + 1);
    same(e, f, with("counted", n));
  }
}

TEST_CASE("minima, maxima and sums in other words") {
  for (const long n : {1L, 2L, 5L, 17L, 40L}) {
    std::vector<double> a;
    extremes w;
    for (long i = 0; i < n; ++i) {
      const double x = made(i % 13);
      a.push_back(x);
      if (x < w.least)
        w.least = x, w.at = i;
      if (x > w.most)
        w.most = x, w.twice = 2 * i, w.last = i;
      w.least_of = std::min(w.least_of, std::min(x, -x));
      w.most_of = std::max(w.most_of, std::max(x, 2 * x));
      w.sum += x + 1;
    }
    const extremes e = spelled(a);
    same(e.least, w.least, with("least", n));
    same(e.most, w.most, with("most", n));
    same(e.less, w.least, with("less", n));
    same(e.greater, w.most, with("greater", n));
    same(e.least_of, w.least_of, with("least of", n));
    same(e.most_of, w.most_of, with("most of", n));
    same(e.sum, w.sum, with("sum", n));
    same(e.other, w.sum - static_cast<double>(n), with("other", n));
    same(e.at, w.at, with("at", n));
    same(e.twice, w.twice, with("twice", n));
    same(e.last, w.last, with("last", n));
  }
}

TEST_CASE("objects, ranges and iterators") {
  for (const long n : {1L, 2L, 7L, 23L}) {
    field<double, 2> inner({n, n + 1}), outer({n, n + 1});
    serial<double, 2> framed({n, n + 1});
    outer.assign([](long i, long j) { return made(i, j); });
    inside(inner, outer);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j <= n; ++j)
        framed(i, j) = i == 0 || j == 0 || i == n - 1 || j == n ? -1 : made(i - 1, j) + 2 * made(i, j + 1);
    same(inner, framed, with("inside", n));

    hits = counters::calls = 0;
    elsewhere(std::vector<double>(static_cast<std::size_t>(n), 1.0));
    same(hits, n, with("hits", n));
    same(counters::calls, n, with("calls", n));

    part p{field<double, 1>({n})};
    p.u.assign([](long i) { return made(i); });
    p.from = 1, p.to = n;
    total_of(p);
    same(p.total, made(0), with("total", n));
    same(p.steps, n * n, with("steps", n));

    std::valarray<double> w(static_cast<std::size_t>(n));
    double sum = 0, least = 1e9;
    long at = -1;
    for (long i = 0; i < n; ++i) {
      w[i] = made(i);
      sum += 2 * made(i);
      if (made(i) < least)
        least = made(i), at = i;
    }
    same(doubled(w), sum + 1000 * static_cast<double>(at), with("doubled", n));
    same(w[n - 1], 2 * made(n - 1), with("last doubled", n));

    std::vector<tile> all;
    std::vector<std::array<double, 3>> rows;
    std::vector<double> a, b(static_cast<std::size_t>(n)), c(b);
    double most = -1e9, whole = 0;
    sum = 0;
    for (long i = 0; i < n; ++i) {
      all.push_back({made(i), {1, 2}, {3, 4, 5}});
      rows.push_back({made(i), 1, 2});
      a.push_back(made(i));
      sum += 4 * made(i) + 3;
      most = std::max(most, made(i));
      whole += made(i);
    }
    same(tiles(all, rows), sum, with("tiles", n));
    bool right = true;
    for (long i = 0; i < n; ++i) {
      right =
          right && all[i].weight == 2 * made(i) + 12 && all[i].c[1] == 2 * made(i) + 2 && all[i].d[2] == 5;
      right = right && rows[i] == std::array<double, 3>{made(i) + 9, 3, 5};
      c[i] = most + whole + 1 + static_cast<double>(i);
    }
    expect(right, with("tiles and rows", n));
    iterators(b, a);
    same(b, c, with("iterators", n));
    unseen(b, [n](double x) { return x * static_cast<double>(n); });
    for (double& x : c)
      x *= static_cast<double>(n);
    same(b, c, with("unseen", n));
  }
}

TEST_CASE("maxima of two types, members of neighbours, arrays taken apart") {
  for (const long n : loop_sizes) {
    njmpi::field<double, 2> u({n, 3});
    njmpi::field<int, 2> v({n, 3});
    u.assign([](long i, long j) { return made(i, j); });
    v.assign([](long i, long j) { return static_cast<int>(scrambled(5 * i + j)); });
    double wanted = 0;
    int whole = 0;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < 3; ++j) {
        wanted = std::max(wanted, made(i, j));
        whole = std::max(whole, static_cast<int>(scrambled(5 * i + j)));
      }
    same(largest(u), wanted, with("largest", n));
    same(largest(v), whole, with("largest whole", n));
    njmpi::field<couple, 1> f({n});
    f.assign([](long i) { return couple{made(i), made(i + 90)}; });
    members(f);
    const auto all = f.allgather();
    for (long i = 1; i < n; ++i)
      same(all[static_cast<std::size_t>(i)].x, made(i + 89) + 1, with("members", n, i));
    std::vector<long> a(static_cast<std::size_t>(n)), b;
    taken_apart(a);
    for (long i = 0; i < n; ++i)
      b.push_back(421 + i);
    same(a, b, with("taken apart", n));
  }
}
