// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops as they stand in programs: ranges, products of matrices, triangles, components, grids of half the
// size.
#include "loops.hpp"
#include <algorithm>
#include <array>
#include <complex>

namespace {

using njmpi::field;

// ---- ordinary arrays -------------------------------------------------------------------------

[[njmpi::kernel]] double sum_of_range(const std::vector<double>& v) {
  double sum = 0;
  [[njmpi::loop]] for (const double x : v) {
    if (x > 0)
      sum += x;
  }
  return sum;
}
[[njmpi::kernel]] void change_range(std::vector<double>& v) {
  [[njmpi::loop]] for (double& x : v)
    x = x * x + 1;
}
[[njmpi::kernel]] std::complex<double> complex_sum(const std::vector<std::complex<double>>& v) {
  std::complex<double> sum = 1;
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i)
    sum += v[i];
  return sum;
}
[[njmpi::kernel]] void reverse(std::vector<double>& v, const std::vector<double>& w) {
  const long n = static_cast<long>(v.size());
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    v[n - 1 - i] = w[i];
}
[[njmpi::kernel]] void spread(std::vector<double>& v, long n) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    v[2 * i + 1] = made(i);
}
[[njmpi::kernel]] void collapsed(std::vector<double>& v, long n, long m) {
  [[njmpi::loop]] for (long k = 0; k < n * m; ++k) {
    const long i = k / m, j = k % m;
    v[k] = made(i, j);
  }
}
[[njmpi::kernel]] bool any_below(const std::vector<double>& v, double limit) {
  bool found = false;
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i)
    if (v[i] < limit)
      found = true;
  return found;
}
struct body {
  double x, speed, force;
  double energy() const { return speed * speed / 2; }
};
[[njmpi::kernel]] double move(std::vector<body>& bodies, double dt) {
  double energy = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < bodies.size(); ++i) {
    body& b = bodies[i];
    b.speed += dt * b.force;
    b.x += dt * b.speed;
    energy += b.energy();
  }
  return energy;
}
[[njmpi::kernel]] void components(std::vector<std::array<double, 3>>& v) {
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i)
    for (std::size_t d = 0; d < 3; ++d)
      v[i][d] = v[i][d] * 2 + static_cast<double>(d);
}

// ---- fields ----------------------------------------------------------------------------------

[[njmpi::kernel]] void multiply(field<double, 1>& y, const field<double, 2>& a, const field<double, 1>& x) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i) {
    double sum = 0;
    for (long j = 0; j < a.extent(1); ++j)
      sum += a(i, j) * x(j);
    y(i) = sum;
  }
}
[[njmpi::kernel]] void multiply(field<double, 2>& c, const field<double, 2>& a, const field<double, 2>& b) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      double sum = 0;
      for (long k = 0; k < a.extent(1); ++k)
        sum += a(i, k) * b(k, j);
      c(i, j) = sum;
    }
}
[[njmpi::kernel]] double most_of_rows(std::vector<double>& rows, const field<double, 2>& u) {
  double most = -1e300;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) {
    double row = 0;
    for (long j = 0; j < u.extent(1); ++j)
      row += u(i, j);
    rows[i] = row;
    most = std::max(most, row);
  }
  return most;
}
[[njmpi::kernel]] double triangle(field<double, 2>& u) {
  double above = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = i; j < u.extent(1); ++j)
      above += u(i, j);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < std::min(i, u.extent(1)); ++j)
      u(i, j) = -1;
  return above;
}
[[njmpi::kernel]] void vectors(field<std::array<double, 3>, 1>& v, field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 1; i < v.extent(0); ++i)
    for (std::size_t d = 0; d < 3; ++d)
      v(i)[d] = static_cast<double>(i) * static_cast<double>(d + 1);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i)
    for (int c = 0; c < 3; ++c)
      u(i, c) = u(i + 1, c) + c;
}
[[njmpi::kernel]] void restrict_to(field<double, 2>& coarse, const field<double, 2>& fine) {
  [[njmpi::loop]] for (long i = 0; i < coarse.extent(0); ++i)
    for (long j = 0; j < coarse.extent(1); ++j)
      coarse(i, j) = fine(2 * i, 2 * j) + fine(2 * i + 1, 2 * j) - fine(2 * i, 2 * j + 1) +
                     2 * fine(2 * i + 1, 2 * j + 1);
}
[[njmpi::kernel]] void mirrored(field<double, 1>& u, const field<double, 1>& v) {
  const long n = v.extent(0);
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    u(i) = v(n - 1 - i);
}
[[njmpi::kernel]] void around(field<double, 1>& u, const field<double, 1>& v) {
  const long n = v.extent(0);
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    u(i) = v((i + 1) % n) + v((i + n - 3) % n);
}
enum class state : unsigned char { empty, alive, dead };
[[njmpi::kernel]] long states(field<double, 1>& w, const field<state, 1>& u) {
  long alive = 0;
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i) {
    switch (u(i - 1)) {
    case state::empty:
      w(i) = 1;
      break;
    case state::alive:
      w(i) = 2;
      ++alive;
      break;
    default:
      w(i) = -1;
    }
  }
  return alive;
}
[[njmpi::kernel]] void swapped_edges(field<double, 2>& u) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j) {
    u(0, j) = u(n - 2, j);
    u(n - 1, j) = u(1, j);
  }
}

} // namespace

TEST_CASE("idioms of ordinary arrays") {
  for (const long n : loop_sizes) {
    const auto size = static_cast<std::size_t>(n);
    std::vector<double> v(size), w(size), wide(2 * size, 7), wider(wide), product(5 * size), cells(product);
    std::vector<std::complex<double>> z(size);
    std::vector<body> bodies(size), moved(size);
    std::vector<std::array<double, 3>> triples(size), more(size);
    double positive = 0, energy = 0;
    std::complex<double> sum = 1;
    for (long i = 0; i < n; ++i) {
      v[i] = made(i);
      positive += std::max(0.0, v[i]);
      z[i] = {made(i), made(i + 9)};
      sum += z[i];
      wider[2 * i + 1] = made(i);
      bodies[i] = moved[i] = {made(i), made(i + 1), made(i + 2)};
      moved[i].speed += 0.5 * moved[i].force;
      moved[i].x += 0.5 * moved[i].speed;
      energy += moved[i].energy();
      triples[i] = {made(i), 2, 3};
      more[i] = {made(i) * 2, 5, 8};
      for (long j = 0; j < 5; ++j)
        cells[5 * i + j] = made(i, j);
    }
    same(sum_of_range(v), positive, with("sum of a range", n));
    expect(complex_sum(z) == sum, with("complex sum", n));
    expect(close(move(bodies, 0.5), energy), with("energy", n));
    bool right = true;
    for (long i = 0; i < n; ++i)
      right = right && bodies[i].x == moved[i].x && bodies[i].speed == moved[i].speed &&
              bodies[i].force == moved[i].force;
    expect(right, with("bodies", n));
    components(triples);
    expect(triples == more, with("components", n));
    spread(wide, n);
    same(wide, wider, with("spread", n));
    collapsed(product, n, 5);
    same(product, cells, with("collapsed", n));
    reverse(w, v);
    std::vector<double> turned(v.rbegin(), v.rend());
    same(w, turned, with("reversed", n));
    for (const double limit : {-1000.0, 0.0, 1000.0})
      expect(any_below(v, limit) == std::ranges::any_of(v, [=](double x) { return x < limit; }),
             with("any", n));
    change_range(v);
    for (double& x : turned)
      x = x * x + 1;
    std::ranges::reverse(turned);
    same(v, turned, with("changed range", n));
  }
}

TEST_CASE("products of matrices and vectors that are fields") {
  for (const auto& [n, m] : {std::pair(1L, 1L), std::pair(3L, 7L), std::pair(8L, 2L), std::pair(12L, 13L)}) {
    field<double, 2> a({n, m}), b({m, n}), c({n, n});
    field<double, 1> x({m}), y({n});
    serial<double, 1> w({n});
    serial<double, 2> d({n, n});
    std::vector<double> rows(static_cast<std::size_t>(n)), sums(rows);
    a.assign([](long i, long j) { return made(i, j); });
    b.assign([](long i, long j) { return made(i + 3, j); });
    x.assign([](long j) { return made(j); });
    double most = -1e300;
    for (long i = 0; i < n; ++i) {
      for (long j = 0; j < m; ++j) {
        w(i) += made(i, j) * made(j);
        sums[i] += made(i, j);
      }
      most = std::max(most, sums[i]);
      for (long j = 0; j < n; ++j)
        for (long k = 0; k < m; ++k)
          d(i, j) += made(i, k) * made(k + 3, j);
    }
    multiply(y, a, x);
    same(y, w, with("matrix times vector", n, m));
    multiply(c, a, b);
    same(c, d, with("matrix times matrix", n, m));
    same(most_of_rows(rows, a), most, with("most of rows", n, m));
    same(rows, sums, with("rows", n, m));
  }
}

TEST_CASE("triangles, components, halves and mirrors") {
  for (const auto& [n, m] : {std::pair(2L, 3L), std::pair(7L, 7L), std::pair(11L, 4L), std::pair(6L, 20L)}) {
    field<double, 2> u({n, m}), components({n, 3}), fine({2 * n, 2 * m + 1}), coarse({n, m});
    serial<double, 2> a({n, m}), b({n, 3}), c({n, m});
    u.assign([](long i, long j) { return made(i, j); });
    components.assign([](long i, long j) { return made(i, j); });
    fine.assign([](long i, long j) { return made(i, j); });
    double above = 0;
    for (long i = 0; i < n; ++i) {
      for (long j = 0; j < m; ++j) {
        a(i, j) = j < i ? -1 : made(i, j);
        above += j < i ? 0 : made(i, j);
        c(i, j) = made(2 * i, 2 * j) + made(2 * i + 1, 2 * j) - made(2 * i, 2 * j + 1) +
                  2 * made(2 * i + 1, 2 * j + 1);
      }
      for (long j = 0; j < 3; ++j)
        b(i, j) = i < n - 1 ? made(i + 1, j) + static_cast<double>(j) : made(i, j);
    }
    same(triangle(u), above, with("above", n, m));
    same(u, a, with("below", n, m));
    field<std::array<double, 3>, 1> v({n});
    vectors(v, components);
    same(components, b, with("components", n, m));
    bool right = true;
    const auto all = v.allgather();
    for (long i = 0; i < n; ++i)
      for (std::size_t d = 0; d < 3; ++d)
        right = right && all[i][d] == static_cast<double>(i) * static_cast<double>(d + 1);
    expect(right, with("vectors", n, m));
    restrict_to(coarse, fine);
    same(coarse, c, with("coarse", n, m));
    if (n > 2) {
      swapped_edges(u);
      for (long j = 0; j < m; ++j) {
        a(0, j) = a(n - 2, j);
        a(n - 1, j) = a(1, j);
      }
      same(u, a, with("edges", n, m));
    }
  }
  for (const long n : {3L, 4L, 10L, 27L}) {
    field<double, 1> u({n}), v({n}), w({n});
    field<state, 1> s({n});
    serial<double, 1> a({n}), b({n});
    v.assign([](long i) { return made(i); });
    s.assign([](long i) { return static_cast<state>(i % 3); });
    mirrored(u, v);
    for (long i = 0; i < n; ++i)
      a(i) = made(n - 1 - i);
    same(u, a, with("mirrored", n));
    around(u, v);
    for (long i = 0; i < n; ++i)
      a(i) = made((i + 1) % n) + made((i + n - 3) % n);
    same(u, a, with("around", n));
    long alive = 0;
    for (long i = 1; i < n; ++i) {
      b(i) = (i - 1) % 3 == 0 ? 1 : (i - 1) % 3 == 1 ? 2 : -1;
      alive += (i - 1) % 3 == 1;
    }
    same(states(w, s), alive, with("alive", n));
    same(w, b, with("states", n));
  }
}
