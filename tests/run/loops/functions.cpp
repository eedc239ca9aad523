// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions, and lambdas outside of the loop, that name elements of fields; and numbers that the body
// declares, in subscripts and bounds.
#include "loops.hpp"

namespace {

using njmpi::field;
using grid = field<double, 2>;

double laplace(const grid& u, long i, long j) {
  return u(i - 1, j) + u(i + 1, j) + u(i, j - 1) + u(i, j + 1) - 4 * u(i, j);
}
// Also on the reference.
template <class F> double corner(const F& u, long i, long j, int d) {
  const long west = i - d, north = j - d;
  if (made(i, j) > 0)
    return u(west, north) / 2;
  return u(i + d, north);
}
template <class F> double flux(const F& a, const F& speed, long i, long j) {
  const double v = speed(i, j);
  return v * (v > 0 ? a(i - 1, j) : a(i, j)) + corner(a, i, j, 1);
}
double extrapolated(const field<double, 1>& u, long i, int steps) {
  double sum = 0;
  for (int d = -2; d <= 2; ++d)
    sum += u(i + d) * (d + steps);
  return sum;
}

[[njmpi::kernel]] void five_points(grid& v, const grid& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      v(i, j) = laplace(u, i, j) + u(i, j);
}
[[njmpi::kernel]] void upwind(grid& v, const grid& u, const grid& speed) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 2; ++i)
    for (long j = 1; j < u.extent(1) - 1; ++j)
      v(i, j) = u(i, j) - flux(u, speed, i + 1, j) + flux(u, speed, i, j);
}
[[njmpi::kernel]] std::pair<double, double> totals(const field<double, 1>& u) {
  double most = -1e9, least = 1e9;
  [[njmpi::loop]] for (long i = 2; i < u.extent(0) - 2; ++i) {
    most = std::max(most, extrapolated(u, i, 3));
    if (const double x = extrapolated(u, i, 1); x < least)
      least = x;
  }
  return {most, least};
}
// The recurrence of the wavefront, by a function.
double recurrence(const grid& a, long i, long j) { return a(i - 1, j) + a(i, j - 1) - a(i - 1, j - 1); }
[[njmpi::kernel]] void sweep(grid& a) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < a.extent(0); ++i)
    for (long j = 1; j < a.extent(1); ++j)
      a(i, j) = recurrence(a, i, j) / 2;
}
[[njmpi::kernel]] void lambdas(grid& v, const grid& u, double factor) {
  auto east = [&](long i, long j) { return factor * u(i, j + 1) - u(i, j); };
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1) - 1; ++j)
      v(i, j) = east(i, j) - east(i, j - 1);
}

// Fields and functions of one class.
class medium {
public:
  medium(long n, long m) : u({n, m}), v({n, m}, njmpi::aligned_with(u)) {
    u.assign([](long i, long j) { return made(i, j); });
  }
  double around(long i, long j) const { return (u(i - 1, j) + u(i + 1, j)) / spacing; }
  [[njmpi::kernel]] void step() {
    [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i)
      for (long j = 0; j < u.extent(1); ++j)
        v(i, j) = u(i, j) - around(i, j);
    swap(u, v);
  }
  grid u, v;
  double spacing = 2;
};
[[njmpi::kernel]] void from_outside(medium& to, const medium& of) {
  [[njmpi::loop]] for (long i = 2; i < of.u.extent(0) - 1; ++i)
    for (long j = 0; j < of.u.extent(1); ++j)
      to.v(i, j) = of.around(i, j) + of.around(i - 1, j);
}

// ---- numbers that the body declares ------------------------------------------------------------

[[njmpi::kernel]] void by_halves(field<double, 1>& v, const field<double, 1>& u, long w) {
  [[njmpi::loop]] for (long i = 6; i < u.extent(0) - 6; ++i) {
    const long half = w / 2;
    const auto quarter = half / 2;
    v(i) = u(i - half) + u(i + quarter) - u(i + half * quarter);
    for (long k = -quarter; k < half; ++k)
      v(i) += u(i + k);
  }
}
[[njmpi::kernel]] void blocks(std::vector<double>& v, long n, long w) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    const int width = static_cast<int>(w) / 2;
    for (long k = 0; k < width; ++k)
      v[static_cast<std::size_t>(i * width + k)] = made(i, k);
  }
}

} // namespace

TEST_CASE("functions name elements of fields") {
  for (const bool periodic : {false, true})
    for (const long n : {4L, 9L, 20L})
      for (const long m : {3L, 11L}) {
        const njmpi::field_options<2> options{.periodic = {periodic, false}, .ghost = {periodic ? 0 : 1, 1}};
        grid u({n, m}, options), v({n, m}, njmpi::aligned_with(u)), speed({n, m}, njmpi::aligned_with(u));
        serial<double, 2> a({n, m}, {1, 1}, {periodic, false}), b = a, c = a;
        for (long t = 0; t < 2; ++t) {
          u.assign([=](long i, long j) { return made(i + t, j); });
          speed.assign([=](long i, long j) { return made(i, j + 4 * t); });
          for (long i = 0; i < n; ++i)
            for (long j = 0; j < m; ++j) {
              a(i, j) = made(i + t, j);
              c(i, j) = made(i, j + 4 * t);
            }
          five_points(v, u);
          for (long i = 0; i < n; ++i)
            for (long j = 0; j < m; ++j)
              b(i, j) = a(i - 1, j) + a(i + 1, j) + a(i, j - 1) + a(i, j + 1) - 4 * a(i, j) + a(i, j);
          same(v, b, with("five points", n, m, periodic));
          upwind(v, u, speed);
          for (long i = 1; i < n - 2; ++i)
            for (long j = 1; j < m - 1; ++j)
              b(i, j) = a(i, j) - flux(a, c, i + 1, j) + flux(a, c, i, j);
          same(v, b, with("upwind", n, m, periodic));
          lambdas(v, u, 1.5);
          for (long i = 0; i < n; ++i)
            for (long j = 1; j < m - 1; ++j)
              b(i, j) = (1.5 * a(i, j + 1) - a(i, j)) - (1.5 * a(i, j) - a(i, j - 1));
          same(v, b, with("lambdas", n, m, periodic));
          sweep(v);
          for (long i = 1; i < n; ++i)
            for (long j = 1; j < m; ++j)
              b(i, j) = (b(i - 1, j) + b(i, j - 1) - b(i - 1, j - 1)) / 2;
          same(v, b, with("sweep", n, m, periodic));
        }
      }
}

TEST_CASE("functions of a class name elements of its fields") {
  for (const long n : {3L, 8L, 21L}) {
    medium m(n, 5), other(n, 5);
    serial<double, 2> a({n, 5}), b({n, 5});
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < 5; ++j)
        a(i, j) = made(i, j);
    for (int t = 0; t < 3; ++t) {
      m.step();
      for (long i = 1; i < n - 1; ++i)
        for (long j = 0; j < 5; ++j)
          b(i, j) = a(i, j) - (a(i - 1, j) + a(i + 1, j)) / 2;
      std::swap(a, b);
      same(m.u, a, with("step", n, t));
      from_outside(other, m);
      serial<double, 2> c({n, 5});
      for (long i = 2; i < n - 1; ++i)
        for (long j = 0; j < 5; ++j)
          c(i, j) = (a(i - 1, j) + a(i + 1, j)) / 2 + (a(i - 2, j) + a(i, j)) / 2;
      same(other.v, c, with("from outside", n, t));
    }
  }
}

TEST_CASE("functions that read fields are reduced") {
  for (const long n : loop_sizes) {
    field<double, 1> u({n});
    u.assign([](long i) { return made(i); });
    double most = -1e9, least = 1e9;
    for (long i = 2; i < n - 2; ++i) {
      double x = 0, y = 0;
      for (int d = -2; d <= 2; ++d) {
        x += made(i + d) * (d + 3);
        y += made(i + d) * (d + 1);
      }
      most = std::max(most, x);
      least = std::min(least, y);
    }
    const auto found = totals(u);
    same(found.first, most, with("most", n));
    same(found.second, least, with("least", n));
  }
}

TEST_CASE("numbers that the body declares stand in subscripts and bounds") {
  for (const long n : {12L, 13L, 30L})
    for (const long w : {4L, 5L, 6L}) {
      field<double, 1> u({n}), v({n});
      serial<double, 1> b({n});
      u.assign([](long i) { return made(i); });
      by_halves(v, u, w);
      for (long i = 6; i < n - 6; ++i) {
        const long half = w / 2, quarter = half / 2;
        b(i) = made(i - half) + made(i + quarter) - made(i + half * quarter);
        for (long k = -quarter; k < half; ++k)
          b(i) += made(i + k);
      }
      same(v, b, with("by halves", n, w));
      std::vector<double> x(static_cast<std::size_t>(n * 3)), y = x;
      blocks(x, n, w);
      for (long i = 0; i < n; ++i)
        for (long k = 0; k < w / 2; ++k)
          y[static_cast<std::size_t>(i * (w / 2) + k)] = made(i, k);
      same(x, y, with("blocks", n, w));
    }
}
