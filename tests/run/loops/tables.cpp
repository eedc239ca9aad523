// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads whose offsets stand in constant tables, as in lattice Boltzmann programs, and elements that are
// arrays.
#include "loops.hpp"

namespace {

using njmpi::field;
using cell = std::array<double, 9>;

constexpr int cx[9] = {0, 1, 0, -1, 0, 1, -1, -1, 1};
const int cy[9] = {0, 0, 1, 0, -1, 1, 1, -1, -1};
constexpr double weight[9] = {16, 4, 4, 4, 4, 1, 1, 1, 1};

// The populations stream from the neighbours, and relax.
[[njmpi::kernel]] double lattice(field<cell, 2>& next, const field<cell, 2>& now) {
  double mass = 0;
  [[njmpi::loop]] for (long i = 0; i < now.extent(0); ++i)
    for (long j = 0; j < now.extent(1); ++j) {
      cell s;
      double density = 0;
      for (int q = 0; q < 9; ++q) {
        s[q] = now(i - cx[q], j - cy[q])[q];
        density += s[q];
      }
      for (int q = 0; q < 9; ++q)
        next(i, j)[q] = s[q] + (weight[q] * density / 64 - s[q]) / 2;
      mass = std::max(mass, density);
    }
  return mass;
}
double lattice(serial<cell, 2>& next, const serial<cell, 2>& now) {
  double mass = 0;
  for (long i = 0; i < now.extent(0); ++i)
    for (long j = 0; j < now.extent(1); ++j) {
      cell s;
      double density = 0;
      for (int q = 0; q < 9; ++q)
        density += s[q] = now(i - cx[q], j - cy[q])[q];
      for (int q = 0; q < 9; ++q)
        next(i, j)[q] = s[q] + (weight[q] * density / 64 - s[q]) / 2;
      mass = std::max(mass, density);
    }
  return mass;
}

// Tables of other kinds; subscripts in variables of the body; a table that is looked up by a sum.
constexpr long steps[5][2] = {{0, 0}, {2, 0}, {0, -1}, {-1, 1}, {0, 1}};
struct lattices {
  static constexpr std::array<std::array<int, 2>, 3> bent{{{1, 1}, {-2, 0}, {0}}};
};
[[njmpi::kernel]] void gathered(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long i = 2; i < now.extent(0) - 2; ++i)
    for (long j = 2; j < now.extent(1) - 2; ++j) {
      double sum = 0;
      for (int q = 0; q < 5; q++) {
        const long x = i + steps[q][0], y = j + steps[q][1];
        sum += (q + 1) * now(x, y);
      }
      for (int q = 2; q >= 0; --q)
        sum += now(i + lattices::bent[q][0], j - lattices::bent[q][1]) / (q + 1);
      for (int q = 0; q < 3; ++q)
        sum += 3 * now(i + steps[q + 1][0] - 1, j) - q;
      next(i, j) = sum;
    }
}
double gathered(const serial<double, 2>& now, long i, long j) {
  double sum = 0;
  for (int q = 0; q < 5; q++)
    sum += (q + 1) * now(i + steps[q][0], j + steps[q][1]);
  for (int q = 2; q >= 0; --q)
    sum += now(i + lattices::bent[q][0], j - lattices::bent[q][1]) / (q + 1);
  for (int q = 0; q < 3; ++q)
    sum += 3 * now(i + steps[q + 1][0] - 1, j) - q;
  return sum;
}

// The populations in a dimension of their own, which is distributed, too: in the nest, and in loops of the
// body.
using populations = field<double, 3>;
[[njmpi::kernel]] void stream(populations& next, const populations& now) {
  [[njmpi::loop]] for (int q = 0; q < 9; ++q)
    for (long i = 0; i < now.extent(1); ++i)
      for (long j = 0; j < now.extent(2); ++j)
        next(q, i, j) = now(q, i - cx[q], j - cy[q]);
}
[[njmpi::kernel]] void collide(populations& next, const populations& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(1); ++i)
    for (long j = 0; j < now.extent(2); ++j) {
      double in[9], density = 0;
      for (int q = 0; q < 9; ++q)
        density += in[q] = now(q, i - cx[q], j - cy[q]);
      for (int q = 0; q < 9; ++q)
        next(q, i, j) = in[q] + (weight[q] * density / 64 - in[q]) / 2;
    }
}
// Of an entry of the table alone, any element may be read.
constexpr int opposite[9] = {0, 3, 4, 1, 2, 7, 8, 5, 6};
[[njmpi::kernel]] void bounce(populations& next, const populations& now) {
  [[njmpi::loop]] for (int q = 0; q < 9; ++q)
    for (long i = 0; i < now.extent(1); ++i)
      for (long j = 0; j < now.extent(2); ++j)
        next(q, i, j) = now(opposite[q], i, j) + now(q, i - cx[opposite[q]], j);
}

// Several neighbours, at the other end of the field.
[[njmpi::kernel]] void turned(populations& next, const populations& now) {
  const long n = now.extent(1), m = now.extent(2);
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j) {
      double sum = 0;
      for (int k = -1; k <= 1; ++k)
        sum += (k + 2) * now(1, (j + k + n) % n, i % m);
      next(0, i, j) = sum;
    }
}

// Elements with arrays in them, written by parts.
struct state {
  double flux[3];
  std::array<int, 2> count;
};
[[njmpi::kernel]] void by_parts(field<state, 1>& u, const field<state, 1>& before) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (int k = 0; k < 3; ++k) {
      u(i).flux[k] = before(i - 1).flux[2 - k] + before(i + 1).flux[k];
      u(i).count[k % 2] += k + before(i).count[0];
    }
}

} // namespace

TEST_CASE("offsets in constant tables") {
  for (const long n : loop_sizes) {
    const long m = n / 2 + 3;
    field<cell, 2> u({n, m}, {.periodic = {true, true}}), v({n, m}, {.periodic = {true, true}});
    serial<cell, 2> a({n, m}, {}, {true, true}), b({n, m}, {}, {true, true});
    const auto start = [](long i, long j) {
      cell c;
      for (int q = 0; q < 9; ++q)
        c[q] = made(i, j, q);
      return c;
    };
    u.assign(start);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = start(i, j);
    for (int step = 0; step < 3; ++step) {
      expect(lattice(v, u) == lattice(b, a), with("mass of the lattice", n, m));
      swap(u, v);
      std::swap(a, b);
      same(u, a, with("lattice", n, m));
    }

    field<double, 2> x({n, m}), y({n, m});
    serial<double, 2> c({n, m}), d({n, m});
    x.assign([](long i, long j) { return made(i, j); });
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        c(i, j) = made(i, j);
    gathered(y, x);
    for (long i = 2; i < n - 2; ++i)
      for (long j = 2; j < m - 2; ++j)
        d(i, j) = gathered(c, i, j);
    same(y, d, with("gathered", n, m));
  }
}

TEST_CASE("offsets in constant tables, by an index of the nest or of the body") {
  for (const long n : loop_sizes) {
    const long m = n / 2 + 3;
    for (const bool whole : {false, true}) { // each rank has all populations of its cells, or not
      populations u({9, n, m}, {.periodic = {false, true, true}, .grid = {whole ? 1 : 0, 0, 0}}), v(u);
      serial<double, 3> a({9, n, m}, {}, {false, true, true}), b({9, n, m}, {}, {false, true, true});
      u.assign([](long q, long i, long j) { return made(i, j, q); });
      for (long q = 0; q < 9; ++q)
        for (long i = 0; i < n; ++i)
          for (long j = 0; j < m; ++j)
            a(q, i, j) = made(i, j, q);
      const auto each = [&](auto&& f) {
        for (long i = 0; i < n; ++i)
          for (long j = 0; j < m; ++j)
            f(i, j);
      };
      stream(v, u);
      each([&](long i, long j) {
        for (int q = 0; q < 9; ++q)
          b(q, i, j) = a(q, i - cx[q], j - cy[q]);
      });
      same(v, b, with("stream", n, m));
      bounce(u, v);
      each([&](long i, long j) {
        for (int q = 0; q < 9; ++q)
          a(q, i, j) = b(opposite[q], i, j) + b(q, i - cx[opposite[q]], j);
      });
      same(u, a, with("bounce", n, m));
      turned(v, u);
      each([&](long i, long j) {
        double sum = 0;
        for (int k = -1; k <= 1; ++k)
          sum += (k + 2) * a(1, (j + k + n) % n, i % m);
        b(0, i, j) = sum;
      });
      same(v, b, with("turned", n, m));
      if (!whole)
        continue; // loops of the body write along a dimension that is not cut
      collide(v, u);
      each([&](long i, long j) {
        double in[9], density = 0;
        for (int q = 0; q < 9; ++q)
          density += in[q] = a(q, i - cx[q], j - cy[q]);
        for (int q = 0; q < 9; ++q)
          b(q, i, j) = in[q] + (weight[q] * density / 64 - in[q]) / 2;
      });
      same(v, b, with("collide", n, m));
    }
  }
}

TEST_CASE("elements that are written by parts") {
  for (const long n : loop_sizes) {
    field<state, 1> u({n}, {.periodic = {true}}), before({n}, {.periodic = {true}});
    const auto start = [](long i) {
      return state{{made(i), made(i, 1), made(i, 2)}, {static_cast<int>(i), 7}};
    };
    u.assign([&](long i) { return start(i + 5); });
    before.assign(start);
    by_parts(u, before);
    const std::vector<state> all = u.allgather();
    for (long i = 0; i < n; ++i) {
      state wanted = start(i + 5);
      const state left = start((i + n - 1) % n), here = start(i), right = start((i + 1) % n);
      for (int k = 0; k < 3; ++k) {
        wanted.flux[k] = left.flux[2 - k] + right.flux[k];
        wanted.count[k % 2] += k + here.count[0];
      }
      bool equal = wanted.count == all[i].count;
      for (int k = 0; k < 3; ++k)
        equal = equal && wanted.flux[k] == all[i].flux[k];
      expect(equal, with("parts", n, i));
    }
  }
}
