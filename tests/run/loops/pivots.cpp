// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rows and columns that a condition keeps from being written: elimination, and shortest paths.
#include "loops.hpp"
#include <algorithm>
#include <utility>

namespace {

using njmpi::field;

[[njmpi::kernel]] void shortest(field<long, 2>& d) {
  const long n = d.extent(0);
  for (long k = 0; k < n; ++k) [[njmpi::loop]]
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j)
        if (i != k && j != k && d(i, k) + d(k, j) < d(i, j))
          d(i, j) = d(i, k) + d(k, j);
}

[[njmpi::kernel]] void eliminate(field<double, 2>& a, long k) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    for (long j = k + 1; j < a.extent(1); ++j) {
      if (k == i)
        continue;
      a(i, j) -= a(i, k) * a(k, j);
    }
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    if (!(i == k))
      a(i, k) = 0;
}

// The conditions are about other elements than the row that is read, or about half of them.
[[njmpi::kernel]] void below(field<double, 2>& a, long k, bool all) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    for (long j = 0; j < a.extent(1); ++j)
      if (i > k + 1 && j >= k + 2 && (all || j % 2 == 0))
        a(i, j) = a(i, j) + a(i, k + 1) * a(k + 1, j) + a(k, j);
}

[[njmpi::kernel]] void scaled(field<double, 1>& u, long at) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    if (i + 2 != at)
      u(i) = u(i) / 2 + u(at - 2);
}

// The same row and column several times, under a condition and without, and one that only seems to be the
// same.
[[njmpi::kernel]] void repeated(field<double, 2>& v, const field<double, 2>& u, long k) {
  [[njmpi::loop]] for (long i = 0; i < v.extent(0); ++i)
    for (long j = 0; j < v.extent(1); ++j) {
      if (i > 2)
        v(i, j) = u(i, k) + u(k, j) * u(k, j);
      v(i, j) += 2 * u(i, k) - u(k + 1, j) + u(i, k);
    }
}

// L D L^T: the lower triangle alone.
[[njmpi::kernel]] void factorise(field<double, 2>& a, long k) {
  const long n = a.extent(0);
  [[njmpi::loop]] for (long i = k + 1; i < n; ++i)
    a(i, k) = a(i, k) / a(k, k);
  [[njmpi::loop]] for (long i = k + 1; i < n; ++i)
    for (long j = k + 1; j <= i; ++j)
      a(i, j) -= a(i, k) * a(j, k) * a(k, k);
}

} // namespace

TEST_CASE("what a condition leaves out") {
  for (const auto& [n, m] : {std::pair(1L, 1L), std::pair(3L, 5L), std::pair(13L, 17L)}) {
    field<long, 2> d({n, n});
    serial<long, 2> p({n, n});
    const auto way = [](long i, long j) { return i == j ? 0L : 5100 + scrambled(37 * i + 11 * j); };
    d.assign(way);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j)
        p(i, j) = way(i, j);
    shortest(d);
    for (long k = 0; k < n; ++k)
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < n; ++j)
          p(i, j) = std::min(p(i, j), p(i, k) + p(k, j));
    same(d, p, with("shortest", n));

    field<double, 2> a({n, m});
    serial<double, 2> x({n, m});
    const auto small = [](long i, long j) { return made(i, j) / 128; };
    a.assign(small);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        x(i, j) = small(i, j);
    for (long k = 0; k < n; k += 2) {
      eliminate(a, k);
      for (long i = 0; i < n; ++i) {
        if (i == k)
          continue;
        for (long j = k + 1; j < m; ++j)
          x(i, j) -= x(i, k) * x(k, j);
        x(i, k) = 0;
      }
      same(a, x, with("eliminated", n, m, k));
    }
    for (long k = 0; k + 1 < n; k += 3) {
      below(a, k, k % 2 == 0);
      for (long i = k + 2; i < n; ++i)
        for (long j = k + 2; j < m; ++j)
          if (k % 2 == 0 || j % 2 == 0)
            x(i, j) = x(i, j) + x(i, k + 1) * x(k + 1, j) + x(k, j);
      same(a, x, with("below", n, m, k));
    }

    field<double, 1> u({n});
    serial<double, 1> v({n});
    u.assign([](long i) { return made(i); });
    for (long i = 0; i < n; ++i)
      v(i) = made(i);
    for (long at = 2; at < n + 2; ++at) {
      scaled(u, at);
      for (long i = 0; i < n; ++i)
        if (i + 2 != at)
          v(i) = v(i) / 2 + v(at - 2);
      same(u, v, with("scaled", n, at));
    }
  }
}

TEST_CASE("the columns of a triangle") {
  for (const long n : {1L, 4L, 17L}) {
    field<double, 2> a({n, n});
    serial<double, 2> x({n, n});
    const auto value = [n](long i, long j) { return i == j ? double(4 * n) : 1.0 / double(1 + (i + j) % 5); };
    a.assign(value);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j)
        x(i, j) = value(i, j);
    for (long k = 0; k < n; ++k) {
      factorise(a, k);
      for (long i = k + 1; i < n; ++i)
        x(i, k) /= x(k, k);
      for (long i = k + 1; i < n; ++i)
        for (long j = k + 1; j <= i; ++j)
          x(i, j) -= x(i, k) * x(j, k) * x(k, k);
    }
    same(a, x, with("factors", n));
  }
}

TEST_CASE("rows and columns that are read several times") {
  for (const auto& [n, m] : {std::pair(2L, 2L), std::pair(9L, 12L)}) {
    field<double, 2> u({n, m}), v({n, m});
    serial<double, 2> x({n, m}), y({n, m});
    u.assign([](long i, long j) { return made(i, j); });
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        x(i, j) = made(i, j);
    for (long k = 0; k + 1 < n; ++k) {
      repeated(v, u, k);
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j) {
          if (i > 2)
            y(i, j) = x(i, k) + x(k, j) * x(k, j);
          y(i, j) += 2 * x(i, k) - x(k + 1, j) + x(i, k);
        }
      same(v, y, with("repeated", n, m, k));
    }
  }
}
