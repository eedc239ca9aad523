// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that read and write one field: anti-dependences, which see the old values, and wavefronts, which see
// the new ones.
#include "loops.hpp"
#include <algorithm>

namespace {

using njmpi::field;

// ---- anti-dependences ------------------------------------------------------------------------

[[njmpi::kernel]] void pull_left(field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i)
    u(i) = u(i + 1) * 2 - u(i);
}
[[njmpi::kernel]] void pull_right(field<double, 1>& u) {
  [[njmpi::loop]] for (long i = u.extent(0) - 1; i >= 4; --i)
    u(i) += u(i - 4) - u(i - 1) / 2;
}
[[njmpi::kernel]] void pull_corner(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i)
    for (long j = 1; j < u.extent(1) - 2; ++j)
      u(i, j) = u(i + 1, j - 1) + 2 * u(i, j + 2) - u(i + 1, j + 1) + u(i, j) / 4;
}
[[njmpi::kernel]] void pull_backwards(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = u.extent(0) - 1; i > 0; --i)
    for (long j = 0; j < u.extent(1) - 1; ++j)
      u(i, j) = u(i - 1, j) - u(i, j + 1) / 2;
}
// The second statement reads what the first has written in the same iteration, and old values of the next.
[[njmpi::kernel]] void two_statements(field<double, 1>& u, field<double, 1>& v) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    u(i) = v(i + 1) + v(i);
    v(i) = u(i) / 2 + u(i + 1);
  }
}
[[njmpi::kernel]] void old_values(std::vector<double>& a) {
  [[njmpi::loop]] for (long i = 0; i < static_cast<long>(a.size()) - 2; ++i)
    a[i] = a[i + 2] + a[i] / 2;
}

// ---- wavefronts ------------------------------------------------------------------------------

[[njmpi::kernel]] void prefix(field<double, 1>& u) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0); ++i)
    u(i) += u(i - 1) / 2;
}
[[njmpi::kernel]] void from_behind(field<double, 1>& u) {
  [[njmpi::loop(pipeline)]] for (long i = u.extent(0) - 4; i >= 0; --i)
    u(i) = u(i + 3) / 4 + u(i + 1) / 2 + u(i);
}
[[njmpi::kernel]] void by_twos(field<double, 1>& u) {
  [[njmpi::loop(pipeline)]] for (long i = 2; i < u.extent(0); i += 2)
    u(i) = u(i - 2) / 2 + u(i - 1);
}
[[njmpi::kernel]] void three_corners(field<double, 2>& a) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < a.extent(0); ++i)
    for (long j = 1; j < a.extent(1); ++j)
      a(i, j) = a(i - 1, j) + a(i, j - 1) - a(i - 1, j - 1);
}
[[njmpi::kernel]] double gauss_seidel(field<double, 2>& u) {
  double change = 0;
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0) - 1; ++i)
    for (long j = 1; j < u.extent(1) - 1; ++j) {
      const double old = u(i, j);
      u(i, j) = 0.25 * (u(i - 1, j) + u(i + 1, j) + u(i, j - 1) + u(i, j + 1));
      change = std::max(change, std::abs(u(i, j) - old));
    }
  return change;
}
[[njmpi::kernel]] void rows_only(field<double, 2>& u) {
  [[njmpi::loop(pipeline)]] for (long i = 2; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) -= u(i - 1, j) / 2 + u(i - 2, j) / 4;
}
[[njmpi::kernel]] void columns_only(field<double, 2>& u) {
  [[njmpi::loop(pipeline)]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1); ++j)
      u(i, j) += u(i, j - 1) / 2;
}
[[njmpi::kernel]] void from_the_far_corner(field<double, 2>& u) {
  [[njmpi::loop(pipeline)]] for (long i = u.extent(0) - 2; i >= 0; --i)
    for (long j = u.extent(1) - 2; j >= 0; --j)
      u(i, j) = u(i + 1, j) / 2 + u(i, j + 1) / 4 + u(i, j);
}
[[njmpi::kernel]] void mixed_directions(field<double, 2>& u) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = u.extent(1) - 2; j >= 0; --j)
      u(i, j) = u(i - 1, j) / 2 + u(i, j + 1) / 4 + u(i, j);
}
// The dependence on the row before reaches to the right.
[[njmpi::kernel]] void skewed(field<double, 2>& u) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1) - 1; ++j)
      u(i, j) = u(i - 1, j + 1) / 2 + u(i, j - 1) / 4 + u(i, j);
}
[[njmpi::kernel]] void two_fields(field<double, 2>& u, field<double, 2>& v) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1); ++j) {
      u(i, j) = v(i - 1, j) / 2 + u(i, j);
      v(i, j) = u(i, j - 1) / 4 + v(i, j) / 2;
    }
}
[[njmpi::kernel]] void with_others(field<double, 2>& u, const field<double, 2>& w,
                                   const std::vector<double>& factors) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0) - 1; ++i)
    for (long j = 1; j < u.extent(1) - 1; ++j)
      u(i, j) = factors[i] * u(i - 1, j) + u(i, j - 1) / 4 + w(i + 1, j + 1) - w(i - 1, j) + u(i, j);
}
[[njmpi::kernel]] double cube(field<double, 3>& u) {
  double sum = 0;
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1); ++j)
      for (long k = 1; k < u.extent(2); ++k) {
        u(i, j, k) = u(i - 1, j, k) / 2 + u(i, j - 1, k) / 4 + u(i, j, k - 1) / 8 + u(i, j, k);
        sum += u(i, j, k);
      }
  return sum;
}
[[njmpi::kernel]] void many_times(field<double, 2>& a, int times) {
  for (int t = 0; t < times; ++t) {
    [[njmpi::loop(pipeline)]] for (long i = 1; i < a.extent(0); ++i)
      for (long j = 1; j < a.extent(1); ++j)
        a(i, j) = a(i - 1, j) + a(i, j - 1) - a(i - 1, j - 1);
    const double last = a.at(a.extent(0) - 1, a.extent(1) - 1);
    [[njmpi::loop]] for (long j = 0; j < 1; ++j)
      a(0, j) = -last;
  }
}

field<double, 2> started(long n, long m) {
  field<double, 2> u({n, m});
  u.assign([](long i, long j) { return made(i, j); });
  return u;
}
serial<double, 2> reference(long n, long m) {
  serial<double, 2> a({n, m});
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j)
      a(i, j) = made(i, j);
  return a;
}

} // namespace

TEST_CASE("an anti-dependence reads old values, from other ranks too") {
  for (const long n : {1L, 2L, 5L, 6L, 19L}) {
    field<double, 1> u({n}), v({n});
    serial<double, 1> a({n}), b({n});
    std::vector<double> c(static_cast<std::size_t>(n)), d;
    u.assign([](long i) { return made(i); });
    v.assign([](long i) { return made(i + 60); });
    for (long i = 0; i < n; ++i) {
      a(i) = c[i] = made(i);
      b(i) = made(i + 60);
    }
    d = c;
    for (int t = 0; t < 2; ++t) {
      pull_left(u);
      for (long i = 0; i < n - 1; ++i)
        a(i) = a(i + 1) * 2 - a(i);
      same(u, a, with("left", n, t));
      pull_right(u);
      for (long i = n - 1; i >= 4; --i)
        a(i) += a(i - 4) - a(i - 1) / 2;
      same(u, a, with("right", n, t));
      two_statements(u, v);
      for (long i = 1; i < n - 1; ++i) {
        a(i) = b(i + 1) + b(i);
        b(i) = a(i) / 2 + a(i + 1);
      }
      same(u, a, with("first statement", n, t));
      same(v, b, with("second statement", n, t));
      old_values(c);
      for (long i = 0; i < n - 2; ++i)
        d[i] = d[i + 2] + d[i] / 2;
      same(c, d, with("an ordinary array", n, t));
    }
  }
}

TEST_CASE("anti-dependences of two dimensions") {
  for (const auto& [n, m] : {std::pair(1L, 4L), std::pair(2L, 3L), std::pair(9L, 5L), std::pair(12L, 16L)}) {
    field<double, 2> u = started(n, m);
    serial<double, 2> a = reference(n, m);
    for (int t = 0; t < 2; ++t) {
      pull_corner(u);
      for (long i = 0; i < n - 1; ++i)
        for (long j = 1; j < m - 2; ++j)
          a(i, j) = a(i + 1, j - 1) + 2 * a(i, j + 2) - a(i + 1, j + 1) + a(i, j) / 4;
      same(u, a, with("corner", n, m, t));
      pull_backwards(u);
      for (long i = n - 1; i > 0; --i)
        for (long j = 0; j < m - 1; ++j)
          a(i, j) = a(i - 1, j) - a(i, j + 1) / 2;
      same(u, a, with("backwards", n, m, t));
    }
  }
}

TEST_CASE("wavefronts of one dimension") {
  for (const long n : {1L, 2L, 4L, 7L, 26L}) {
    field<double, 1> u({n});
    serial<double, 1> a({n});
    u.assign([](long i) { return made(i); });
    for (long i = 0; i < n; ++i)
      a(i) = made(i);
    prefix(u);
    for (long i = 1; i < n; ++i)
      a(i) += a(i - 1) / 2;
    same(u, a, with("prefix", n));
    from_behind(u);
    for (long i = n - 4; i >= 0; --i)
      a(i) = a(i + 3) / 4 + a(i + 1) / 2 + a(i);
    same(u, a, with("from behind", n));
    by_twos(u);
    for (long i = 2; i < n; i += 2)
      a(i) = a(i - 2) / 2 + a(i - 1);
    same(u, a, with("by twos", n));
  }
}

TEST_CASE("wavefronts of two dimensions keep the serial order of every dependence") {
  for (const auto& [n, m] :
       {std::pair(1L, 4L), std::pair(2L, 3L), std::pair(3L, 30L), std::pair(21L, 4L), std::pair(18L, 25L)}) {
    field<double, 2> u = started(n, m), v = started(n, m);
    serial<double, 2> a = reference(n, m), b = reference(n, m);
    const std::string size = with("", n, m);
    for (int t = 0; t < 2; ++t) {
      three_corners(u);
      for (long i = 1; i < n; ++i)
        for (long j = 1; j < m; ++j)
          a(i, j) = a(i - 1, j) + a(i, j - 1) - a(i - 1, j - 1);
      same(u, a, "three corners" + size);
      double change = 0;
      for (long i = 1; i < n - 1; ++i)
        for (long j = 1; j < m - 1; ++j) {
          const double old = a(i, j);
          a(i, j) = 0.25 * (a(i - 1, j) + a(i + 1, j) + a(i, j - 1) + a(i, j + 1));
          change = std::max(change, std::abs(a(i, j) - old));
        }
      same(gauss_seidel(u), change, "change of Gauss-Seidel" + size);
      same(u, a, "Gauss-Seidel" + size);
      rows_only(u);
      for (long i = 2; i < n; ++i)
        for (long j = 0; j < m; ++j)
          a(i, j) -= a(i - 1, j) / 2 + a(i - 2, j) / 4;
      same(u, a, "rows" + size);
      columns_only(u);
      for (long i = 0; i < n; ++i)
        for (long j = 1; j < m; ++j)
          a(i, j) += a(i, j - 1) / 2;
      same(u, a, "columns" + size);
      from_the_far_corner(u);
      for (long i = n - 2; i >= 0; --i)
        for (long j = m - 2; j >= 0; --j)
          a(i, j) = a(i + 1, j) / 2 + a(i, j + 1) / 4 + a(i, j);
      same(u, a, "from the far corner" + size);
      mixed_directions(u);
      for (long i = 1; i < n; ++i)
        for (long j = m - 2; j >= 0; --j)
          a(i, j) = a(i - 1, j) / 2 + a(i, j + 1) / 4 + a(i, j);
      same(u, a, "mixed directions" + size);
      skewed(u);
      for (long i = 1; i < n; ++i)
        for (long j = 1; j < m - 1; ++j)
          a(i, j) = a(i - 1, j + 1) / 2 + a(i, j - 1) / 4 + a(i, j);
      same(u, a, "skewed" + size);
      two_fields(u, v);
      for (long i = 1; i < n; ++i)
        for (long j = 1; j < m; ++j) {
          a(i, j) = b(i - 1, j) / 2 + a(i, j);
          b(i, j) = a(i, j - 1) / 4 + b(i, j) / 2;
        }
      same(u, a, "two fields" + size);
      same(v, b, "the other of two fields" + size);
      std::vector<double> factors(static_cast<std::size_t>(n));
      for (long i = 0; i < n; ++i)
        factors[i] = made(i) / 128;
      with_others(u, v, factors);
      for (long i = 1; i < n - 1; ++i)
        for (long j = 1; j < m - 1; ++j)
          a(i, j) = factors[i] * a(i - 1, j) + a(i, j - 1) / 4 + b(i + 1, j + 1) - b(i - 1, j) + a(i, j);
      same(u, a, "with others" + size);
    }
  }
}

TEST_CASE("wavefronts of three dimensions, and with a sum") {
  for (const auto& [n, m, l] : {std::array{2L, 2L, 2L}, std::array{7L, 5L, 6L}, std::array{3L, 12L, 1L}}) {
    field<double, 3> u({n, m, l});
    serial<double, 3> a({n, m, l});
    u.assign([](long i, long j, long k) { return made(i, j, k); });
    double sum = 0;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        for (long k = 0; k < l; ++k) {
          a(i, j, k) = made(i, j, k);
          if (i > 0 && j > 0 && k > 0)
            sum += a(i, j, k) = a(i - 1, j, k) / 2 + a(i, j - 1, k) / 4 + a(i, j, k - 1) / 8 + a(i, j, k);
        }
    expect(close(cube(u), sum), with("sum", n, m, l));
    same(u, a, with("cube", n, m, l));
  }
}

TEST_CASE("a wavefront many times over, with its closed form") {
  for (const auto& [n, m] : {std::pair(2L, 2L), std::pair(16L, 9L), std::pair(40L, 40L)}) {
    field<double, 2> a({n, m});
    a.assign([](long i, long j) {
      return i == 0 ? static_cast<double>(j) : j == 0 ? static_cast<double>(i) : 0;
    });
    const int times = 5;
    many_times(a, times);
    // Each sweep leaves a(i, j) = a(i, 0) + a(0, j) - a(0, 0), and puts minus the last corner into the first.
    double first = 0;
    for (int t = 0; t < times; ++t) {
      const double last = static_cast<double>(n - 1 + m - 1) - first;
      if (t + 1 == times)
        same(a.at(n - 1, m - 1), last, with("last corner", n, m));
      first = -last;
    }
    same(a.at(0, 0), first, with("first corner", n, m));
  }
}
