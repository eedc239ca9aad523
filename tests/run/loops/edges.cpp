// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What lies outside a field's box: ghosts, periodic dimensions, fields aligned with others of another size.
#include "loops.hpp"
#include <algorithm>

namespace {

using njmpi::aligned_with;
using njmpi::field;

[[njmpi::kernel]] void set(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) = made(i, j);
}

// ---- ghosts ----------------------------------------------------------------------------------

[[njmpi::kernel]] void edges_1d(field<double, 1>& u, double left, double right) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long i = -2; i < 0; ++i)
    u(i) = left - static_cast<double>(i);
  [[njmpi::loop]] for (long i = n; i < n + 2; ++i)
    u(i) = right - static_cast<double>(i - n + 1);
}
[[njmpi::kernel]] void five_points(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0); ++i)
    next(i) = now(i - 2) + 2 * now(i - 1) - 3 * now(i + 1) - now(i + 2);
}
// All of a field with its ghosts in one loop.
[[njmpi::kernel]] void with_ghosts(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = -1; i <= u.extent(0); ++i)
    for (long j = -2; j < u.extent(1) + 2; ++j)
      u(i, j) = made(i, j) + 1;
}
[[njmpi::kernel]] void reflect(field<double, 2>& u) {
  const long n = u.extent(0), m = u.extent(1);
  [[njmpi::loop]] for (long j = 0; j < m; ++j)
    u(-1, j) = u(0, j);
  [[njmpi::loop]] for (long j = 0; j < m; ++j)
    u(n, j) = -u(n - 1, j);
  [[njmpi::loop]] for (long i = -1; i <= n; ++i) {
    u(i, -1) = u(i, 0);
    u(i, -2) = u(i, 1);
  }
  [[njmpi::loop]] for (long i = -1; i <= n; ++i) {
    u(i, m) = 2 * u(i, m - 1);
    u(i, m + 1) = 2 * u(i, m - 2);
  }
}
[[njmpi::kernel]] void reads_ghosts(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0); ++i)
    for (long j = 0; j < now.extent(1); ++j)
      next(i, j) = now(i - 1, j - 2) + 2 * now(i + 1, j + 2) + 3 * now(i - 1, j + 1) + 4 * now(i + 1, j - 1) -
                   now(i, j);
}
[[njmpi::kernel]] double sum_of_ghosts(const field<double, 2>& u) {
  double sum = 0;
  [[njmpi::loop]] for (long i = -1; i <= u.extent(0); ++i)
    for (long j = -2; j < u.extent(1) + 2; ++j)
      sum += u(i, j) * static_cast<double>(1 + (i + 1) % 3 + (j + 2) % 5);
  return sum;
}
[[njmpi::kernel]] void three_d(field<float, 3>& u, field<float, 3>& v) {
  [[njmpi::loop]] for (long i = -1; i < u.extent(0) + 1; ++i)
    for (long j = 0; j < u.extent(1); ++j)
      for (long k = -1; k < u.extent(2) + 1; ++k)
        u(i, j, k) = static_cast<float>(made(i, j, k));
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      for (long k = 0; k < u.extent(2); ++k)
        v(i, j, k) = u(i - 1, j, k + 1) - u(i + 1, j, k - 1);
}

// ---- periodic --------------------------------------------------------------------------------

[[njmpi::kernel]] void around(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0); ++i)
    next(i) = now(i - 1) + 2 * now(i + 1);
}
[[njmpi::kernel]] void far_around(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0); ++i)
    next(i) = now(i - 3) - now(i + 2);
}
[[njmpi::kernel]] void torus(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0); ++i)
    for (long j = 0; j < now.extent(1); ++j)
      next(i, j) = now(i - 1, j) + 2 * now(i + 1, j) + 3 * now(i, j - 1) + 4 * now(i, j + 1) +
                   5 * now(i - 1, j - 1) + 6 * now(i + 1, j + 1) + 7 * now(i - 1, j + 1);
}
[[njmpi::kernel]] void cylinder(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0); ++i)
    for (long j = 1; j < now.extent(1) - 1; ++j)
      next(i, j) = now(i - 2, j + 1) + 2 * now(i + 1, j - 1);
}

// ---- aligned fields --------------------------------------------------------------------------

[[njmpi::kernel]] void gradients(field<double, 2>& east, field<double, 2>& south, const field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      south(i, j) = u(i, j) - u(i - 1, j);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1); ++j)
      east(i, j) = u(i, j) - u(i, j - 1);
}
[[njmpi::kernel]] void edges_of_gradients(field<double, 2>& east, field<double, 2>& south) {
  const long n = south.extent(0), m = east.extent(1);
  [[njmpi::loop]] for (long j = 0; j < south.extent(1); ++j) {
    south(0, j) = made(j);
    south(n - 1, j) = made(j + 50);
  }
  [[njmpi::loop]] for (long i = 0; i < east.extent(0); ++i) {
    east(i, 0) = made(i + 70);
    east(i, m - 1) = made(i + 90);
  }
}
[[njmpi::kernel]] void divergence(field<double, 2>& u, const field<double, 2>& east,
                                  const field<double, 2>& south) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) += south(i + 1, j) - south(i, j) + east(i, j + 1) - east(i, j);
}
// One field much larger than the one it is aligned with, and one smaller.
[[njmpi::kernel]] void larger(field<double, 1>& big, const field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 0; i < big.extent(0); ++i)
    big(i) = made(i);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    big(i + 4) += u(i);
}
[[njmpi::kernel]] void smaller(field<double, 1>& little, const field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 0; i < little.extent(0); ++i)
    little(i) = u(i) + u(i + 1);
}
[[njmpi::kernel]] void from_larger(field<double, 1>& u, const field<double, 1>& big) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    u(i) = big(i + 5) - big(i);
}

} // namespace

TEST_CASE("ghosts are written by the program and read by loops") {
  for (const long n : {1L, 2L, 3L, 7L, 20L}) {
    field<double, 1> u({n}, {.ghost = {2}}), v({n});
    serial<double, 1> a({n}, {2}), b({n});
    u.assign([](long i) { return made(i); });
    for (long i = 0; i < n; ++i)
      a(i) = made(i);
    edges_1d(u, 10, 20);
    for (long g = 1; g <= 2; ++g) {
      a(-g) = 10 + static_cast<double>(g);
      a(n - 1 + g) = 20 - static_cast<double>(g);
    }
    five_points(v, u);
    for (long i = 0; i < n; ++i)
      b(i) = a(i - 2) + 2 * a(i - 1) - 3 * a(i + 1) - a(i + 2);
    same(v, b, with("five points", n));
    same(u, a, with("without its ghosts", n));
  }
}

TEST_CASE("ghosts of two dimensions, corners too") {
  for (const auto& [n, m] : {std::pair(1L, 2L), std::pair(2L, 2L), std::pair(6L, 3L), std::pair(13L, 17L)}) {
    field<double, 2> u({n, m}, {.ghost = {1, 2}}), v({n, m}, {.ghost = {1, 2}});
    serial<double, 2> a({n, m}, {1, 2}), b({n, m}, {1, 2});
    with_ghosts(u);
    for (long i = -1; i <= n; ++i)
      for (long j = -2; j < m + 2; ++j)
        a(i, j) = made(i, j) + 1;
    same(u, a, with("with ghosts", n, m));
    const auto read = [&](const char* what) {
      reads_ghosts(v, u);
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          b(i, j) =
              a(i - 1, j - 2) + 2 * a(i + 1, j + 2) + 3 * a(i - 1, j + 1) + 4 * a(i + 1, j - 1) - a(i, j);
      same(v, b, with(what, n, m));
      double sum = 0;
      for (long i = -1; i <= n; ++i)
        for (long j = -2; j < m + 2; ++j)
          sum += a(i, j) * static_cast<double>(1 + (i + 1) % 3 + (j + 2) % 5);
      same(sum_of_ghosts(u), sum, with(what, n, m)); // exact: multiples of 1/64
    };
    read("read as set");
    reflect(u);
    for (long j = 0; j < m; ++j) {
      a(-1, j) = a(0, j);
      a(n, j) = -a(n - 1, j);
    }
    for (long i = -1; i <= n; ++i) {
      a(i, -1) = a(i, 0);
      a(i, -2) = a(i, 1);
      a(i, m) = 2 * a(i, m - 1);
      a(i, m + 1) = 2 * a(i, m - 2);
    }
    read("read reflected");
    read("read again");
    const field<double, 2> w = u; // a copy has the ghosts, too
    reads_ghosts(v, w);
    same(v, b, with("read from a copy", n, m));
    swap(u, v);
    std::swap(a, b);
    reflect(u);
    for (long j = 0; j < m; ++j) {
      a(-1, j) = a(0, j);
      a(n, j) = -a(n - 1, j);
    }
    for (long i = -1; i <= n; ++i) {
      a(i, -1) = a(i, 0);
      a(i, -2) = a(i, 1);
      a(i, m) = 2 * a(i, m - 1);
      a(i, m + 1) = 2 * a(i, m - 2);
    }
    read("read after a swap");
  }
}

TEST_CASE("ghosts of three dimensions, in some of them") {
  for (const auto& [n, m, l] : {std::array{1L, 2L, 2L}, std::array{4L, 5L, 6L}, std::array{9L, 2L, 3L}}) {
    field<float, 3> u({n, m, l}, {.ghost = {1, 0, 1}}), v({n, m, l});
    serial<float, 3> b({n, m, l});
    three_d(u, v);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        for (long k = 0; k < l; ++k)
          b(i, j, k) = static_cast<float>(made(i - 1, j, k + 1)) - static_cast<float>(made(i + 1, j, k - 1));
    same(v, b, with("three", n, m, l));
  }
}

TEST_CASE("periodic dimensions wrap around") {
  for (const long n : {1L, 2L, 3L, 5L, 9L, 31L}) {
    field<double, 1> u({n}, {.periodic = {true}}), v({n}, {.periodic = {true}});
    serial<double, 1> a({n}, {}, {true}), b({n}, {}, {true});
    u.assign([](long i) { return made(i); });
    for (long i = 0; i < n; ++i)
      a(i) = made(i);
    for (int t = 0; t < 4; ++t) {
      around(v, u);
      for (long i = 0; i < n; ++i)
        b(i) = a(i - 1) + 2 * a(i + 1);
      same(v, b, with("around", n, t));
      far_around(u, v);
      for (long i = 0; i < n; ++i)
        a(i) = b(i - 3) - b(i + 2);
      same(u, a, with("far around", n, t));
    }
  }
}

TEST_CASE("a torus and a cylinder") {
  for (const auto& [n, m] :
       {std::pair(1L, 1L), std::pair(2L, 3L), std::pair(3L, 8L), std::pair(5L, 5L), std::pair(12L, 7L)}) {
    field<double, 2> u({n, m}, {.periodic = {true, true}}), v({n, m}, {.periodic = {true, true}});
    serial<double, 2> a({n, m}, {}, {true, true}), b({n, m}, {}, {true, true});
    set(u);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = made(i, j);
    for (int t = 0; t < 3; ++t) {
      torus(v, u);
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          b(i, j) = a(i - 1, j) + 2 * a(i + 1, j) + 3 * a(i, j - 1) + 4 * a(i, j + 1) + 5 * a(i - 1, j - 1) +
                    6 * a(i + 1, j + 1) + 7 * a(i - 1, j + 1);
      same(v, b, with("torus", n, m, t));
      swap(u, v);
      std::swap(a, b);
    }

    field<double, 2> p({n, m}, {.periodic = {true, false}, .ghost = {0, 1}}), q = p;
    serial<double, 2> c({n, m}, {0, 1}, {true, false}), d = c;
    set(p);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        c(i, j) = made(i, j);
    cylinder(q, p);
    for (long i = 0; i < n; ++i)
      for (long j = 1; j < m - 1; ++j)
        d(i, j) = c(i - 2, j + 1) + 2 * c(i + 1, j - 1);
    same(q, d, with("cylinder", n, m));
  }
}

TEST_CASE("fields of other sizes, aligned") {
  for (const auto& [n, m] : {std::pair(1L, 1L), std::pair(2L, 5L), std::pair(7L, 3L), std::pair(10L, 11L)}) {
    field<double, 2> u({n, m});
    field<double, 2> east({n, m + 1}, aligned_with(u)), south({n + 1, m}, aligned_with(u));
    serial<double, 2> a({n, m}), e({n, m + 1}), s({n + 1, m});
    set(u);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = made(i, j);
    for (int t = 0; t < 3; ++t) {
      gradients(east, south, u);
      edges_of_gradients(east, south);
      divergence(u, east, south);
      for (long i = 1; i < n; ++i)
        for (long j = 0; j < m; ++j)
          s(i, j) = a(i, j) - a(i - 1, j);
      for (long i = 0; i < n; ++i)
        for (long j = 1; j < m; ++j)
          e(i, j) = a(i, j) - a(i, j - 1);
      for (long j = 0; j < m; ++j) {
        s(0, j) = made(j);
        s(n, j) = made(j + 50);
      }
      for (long i = 0; i < n; ++i) {
        e(i, 0) = made(i + 70);
        e(i, m) = made(i + 90);
      }
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          a(i, j) += s(i + 1, j) - s(i, j) + e(i, j + 1) - e(i, j);
      same(east, e, with("east", n, m, t));
      same(south, s, with("south", n, m, t));
      same(u, a, with("divergence", n, m, t));
    }
  }
}

TEST_CASE("a field much larger than the one it is aligned with, and a smaller one") {
  for (const long n : {2L, 5L, 14L}) {
    field<double, 1> u({n}), big({n + 9}, aligned_with(u)), little({n - 1}, aligned_with(u));
    serial<double, 1> a({n}), b({n + 9}), c({n - 1});
    u.assign([](long i) { return made(3 * i); });
    larger(big, u);
    for (long i = 0; i < n + 9; ++i)
      b(i) = made(i);
    for (long i = 0; i < n; ++i)
      b(i + 4) += a(i) = made(3 * i);
    same(big, b, with("larger", n));
    smaller(little, u);
    for (long i = 0; i < n - 1; ++i)
      c(i) = a(i) + a(i + 1);
    same(little, c, with("smaller", n));
    from_larger(u, big);
    for (long i = 0; i < n; ++i)
      a(i) = b(i + 5) - b(i);
    same(u, a, with("from larger", n));
  }
}

// Statements of different owners below an if without braces: the else is the user's.
namespace {

[[njmpi::kernel]] void unbraced(field<long, 1>& v, field<long, 1>& w, const field<long, 1>& u) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    v(i) = u(i);
    if (u(i) % 2)
      w(i + 1) = 1;
    else
      w(i + 1) = 2;
  }
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    v(i) += u(i);
    if (u(i) % 3 == 1)
      w(i + 1) += 4;
    else if (u(i) % 3 == 2)
      for (int k = 0; k < 2; ++k)
        if (k == 1)
          w(i + 1) += 10 + k;
        else
          w(i + 1) += 20;
    else
      w(i + 1) += 40;
  }
}

} // namespace

TEST_CASE("an else below statements of other owners") {
  for (const long n : loop_sizes) {
    field<long, 1> u({n}), v(u), w(u);
    serial<long, 1> x({n}), y({n});
    u.assign([](long i) { return 7 * i % 11; });
    unbraced(v, w, u);
    for (long i = 1; i < n - 1; ++i) {
      const long value = 7 * i % 11;
      x(i) = 2 * value;
      y(i + 1) = (value % 2 ? 1 : 2) + (value % 3 == 1 ? 4 : value % 3 == 2 ? 31 : 40);
    }
    same(v, x, with("first", n));
    same(w, y, with("second", n));
  }
}
