// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lambdas in and around loops, and red and black in one sweep.
#include "loops.hpp"
#include <algorithm>

namespace {

using njmpi::field;

// ---- lambdas ---------------------------------------------------------------------------------

// It has a reference to the variable itself, not to what a rank has of it.
[[njmpi::kernel]] double outside(const std::vector<double>& a) {
  double sum = 0;
  auto add = [&](double x) { sum += x; };
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i) {
    add(a[i]);
    add(2);
  }
  return sum;
}
[[njmpi::kernel]] double least_of_two(const std::vector<double>& a) {
  double least = 1e9;
  long at = -1;
  [[njmpi::loop]] for (long i = 0; i < static_cast<long>(a.size()); ++i) {
    auto take = [&](double x) {
      if (x < least) {
        least = x;
        at = i;
      }
    };
    take(a[i]);
    take(-a[i] / 2);
  }
  return least + 1000 * static_cast<double>(at);
}
// One expression names the elements of every call.
[[njmpi::kernel]] void around(field<double, 1>& u, const field<double, 1>& v) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    auto at = [&](long k) { return v(i + k); };
    u(i) = at(-1) + 10 * at(1) + 100 * at(0);
  }
}
[[njmpi::kernel]] void nested(field<double, 2>& u, const field<double, 2>& v) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i)
    for (long j = 1; j < u.extent(1) - 1; ++j) {
      auto weighted = [&](long a, long b) {
        auto at = [&](int da, int db) { return v(a + da, b + db); };
        return at(-1, 0) + 3 * at(1, 0) + 5 * at(0, -1) + 7 * at(0, 1);
      };
      u(i, j) = weighted(i, j);
    }
}
[[njmpi::kernel]] void captured(field<double, 1>& u, const field<double, 1>& v) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i) {
    auto next = [k = i + 1, &v] { return v(k); };
    u(i) = next();
  }
}
// Two statements, two owners, one lambda: each needs its halo.
[[njmpi::kernel]] void two_owners(field<double, 1>& u, field<double, 1>& w, const field<double, 1>& v) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    auto both = [&] { return v(i - 1) + v(i + 1); };
    u(i - 1) = both();
    w(i + 1) = both();
  }
}
[[njmpi::kernel]] void loaded(field<double, 1>& u, const field<double, 1>& v) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    double near[3];
    std::array<double, 2> ends;
    auto load = [&](double* to) {
      for (int k = 0; k < 3; ++k)
        to[k] = v(i + k - 1);
    };
    load(near);
    std::sort(std::begin(near), std::end(near));
    ends = {near[2], near[0]};
    std::sort(ends.begin(), ends.end());
    u(i) = near[1] + 10 * ends[0];
  }
}
[[njmpi::kernel]] void store(std::vector<double>& a) {
  auto set = [&](std::size_t i, double x) { a[i] = x; };
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    set(i, static_cast<double>(2 * i));
}
#define AT(i, j) u((i), (j))
[[njmpi::kernel]] void spelled(field<double, 2>& u, const field<double, 2>& v) {
  [[njmpi::loop]] for (int i = 1; i < u.extent(0) - 1; ++i)
    for (int j = 1; j < u.extent(1) - 1; ++j)
      AT(i, j) = v(i - 1, j) + 2 * v(i, j + 1);
}

// Other distances in other instantiations.
template <int W> [[njmpi::kernel]] void apart(field<double, 1>& u, const field<double, 1>& v) {
  [[njmpi::loop]] for (long i = W; i + W < v.extent(0); ++i)
    u(i) = v(i - W) + 2 * v(i + W);
}

// ---- red and black ---------------------------------------------------------------------------

[[njmpi::kernel]] void by_start(field<double, 2>& u, int colour) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i)
    for (long j = 1 + (i + colour) % 2; j < u.extent(1) - 1; j += 2)
      u(i, j) = 0.25 * (u(i - 1, j) + u(i + 1, j) + u(i, j - 1) + u(i, j + 1));
}
[[njmpi::kernel]] double by_condition(field<double, 2>& u, int colour) {
  double change = 0;
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i)
    for (long j = 1; j < u.extent(1) - 1; ++j)
      if ((i + j) % 2 == colour) {
        const double old = u(i, j);
        u(i, j) = 0.25 * (u(i - 1, j) + u(i + 1, j) + u(i, j - 1) + u(i, j + 1));
        change = std::max(change, std::abs(u(i, j) - old));
      }
  return change;
}
[[njmpi::kernel]] void by_continue(field<double, 3>& u, int colour) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i)
    for (long j = 1; j < u.extent(1) - 1; ++j)
      for (long k = 1; k < u.extent(2) - 1; ++k) {
        if (((i + j + k) & 1) != colour)
          continue;
        u(i, j, k) = u(i - 1, j, k) + u(i + 1, j, k) - u(i, j - 1, k) + u(i, j + 1, k) - u(i, j, k - 1) +
                     u(i, j, k + 1);
      }
}
[[njmpi::kernel]] void by_name(field<double, 2>& u) {
  [[njmpi::loop]] for (int i = 0; i < u.extent(0); ++i)
    for (int j = 0; j < u.extent(1); ++j) {
      const int odd = (i + j) % 2;
      if (i > 0 && !odd && j > 0)
        u(i, j) += u(i - 1, j) + u(i, j - 1);
    }
}
// Beside a field of which all is written, and which could be the same one.
[[njmpi::kernel]] void beside(field<double, 2>& u, field<double, 2>& all) {
  [[njmpi::loop]] for (int i = 1; i < u.extent(0); ++i)
    for (int j = 1; j < u.extent(1); ++j) {
      if ((i + j) % 2 != 0)
        u(i, j) = 2 + u(i, j - 1) - u(i - 1, j);
      all(i, j) = i - j;
    }
}
[[njmpi::kernel]] void beside_pipelined(field<double, 2>& u, field<double, 2>& all) {
  [[njmpi::loop(pipeline)]] for (int i = 1; i < u.extent(0); ++i)
    for (int j = 1; j < u.extent(1); ++j) {
      if ((i + j) % 2 != 0)
        u(i, j) = 2 + u(i, j - 1) - u(i - 1, j);
      all(i, j) = i + j;
    }
}

} // namespace

TEST_CASE("lambdas in loops") {
  for (const long n : {1L, 2L, 3L, 5L, 14L, 31L}) {
    std::vector<double> a, b(static_cast<std::size_t>(n)), c(b);
    double sum = 0, least = 1e9;
    long at = -1;
    for (long i = 0; i < n; ++i) {
      a.push_back(made(i));
      sum += made(i) + 2;
      for (const double x : {made(i), -made(i) / 2})
        if (x < least)
          least = x, at = i;
      c[i] = static_cast<double>(2 * i);
    }
    same(outside(a), sum, with("outside", n));
    same(least_of_two(a), least + 1000 * static_cast<double>(at), with("least of two", n));
    store(b);
    same(b, c, with("store", n));

    field<double, 1> u({n}), v({n}), w({n});
    serial<double, 1> p({n}), q({n});
    v.assign([](long i) { return made(i); });
    around(u, v);
    for (long i = 1; i < n - 1; ++i)
      p(i) = made(i - 1) + 10 * made(i + 1) + 100 * made(i);
    same(u, p, with("around", n));
    apart<1>(u, v);
    apart<3>(u, v);
    for (const long w : {1L, 3L})
      for (long i = w; i < n - w; ++i)
        p(i) = made(i - w) + 2 * made(i + w);
    same(u, p, with("apart", n));
    loaded(u, v);
    for (long i = 1; i < n - 1; ++i) {
      std::array<double, 3> near{made(i - 1), made(i), made(i + 1)};
      std::sort(near.begin(), near.end());
      p(i) = near[1] + 10 * near[0];
    }
    same(u, p, with("loaded", n));
    captured(u, v);
    for (long i = 0; i < n - 1; ++i)
      p(i) = made(i + 1);
    same(u, p, with("captured", n));
    two_owners(u, w, v);
    for (long i = 1; i < n - 1; ++i) {
      p(i - 1) = made(i - 1) + made(i + 1);
      q(i + 1) = p(i - 1);
    }
    same(u, p, with("two owners, below", n));
    same(w, q, with("two owners, above", n));

    field<double, 2> g({n, n + 2}), h({n, n + 2});
    serial<double, 2> r({n, n + 2});
    h.assign([](long i, long j) { return made(i, j); });
    nested(g, h);
    for (long i = 1; i < n - 1; ++i)
      for (long j = 1; j < n + 1; ++j)
        r(i, j) = made(i - 1, j) + 3 * made(i + 1, j) + 5 * made(i, j - 1) + 7 * made(i, j + 1);
    same(g, r, with("nested", n));
    spelled(g, h);
    for (long i = 1; i < n - 1; ++i)
      for (long j = 1; j < n + 1; ++j)
        r(i, j) = made(i - 1, j) + 2 * made(i, j + 1);
    same(g, r, with("spelled", n));
  }
}

TEST_CASE("red and black in one sweep") {
  for (const auto& [n, m] : {std::pair(3L, 3L), std::pair(4L, 9L), std::pair(13L, 12L), std::pair(20L, 5L)}) {
    field<double, 2> u({n, m}), v({n, m});
    serial<double, 2> a({n, m});
    u.assign([](long i, long j) { return made(i, j); });
    v = u;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = made(i, j);
    for (int sweep = 0; sweep < 4; ++sweep) {
      double change = 0;
      for (long i = 1; i < n - 1; ++i)
        for (long j = 1; j < m - 1; ++j)
          if ((i + j) % 2 == sweep % 2) {
            const double old = a(i, j);
            a(i, j) = 0.25 * (a(i - 1, j) + a(i + 1, j) + a(i, j - 1) + a(i, j + 1));
            change = std::max(change, std::abs(a(i, j) - old));
          }
      by_start(u, 1 - sweep % 2);
      same(by_condition(v, sweep % 2), change, with("change", n, m));
    }
    same(u, a, with("by start", n, m));
    same(v, a, with("by condition", n, m));
    by_name(u);
    for (long i = 1; i < n; ++i)
      for (long j = 1; j < m; ++j)
        if ((i + j) % 2 == 0)
          a(i, j) += a(i - 1, j) + a(i, j - 1);
    same(u, a, with("by name", n, m));
    for (const bool pipelined : {false, true}) {
      serial<double, 2> all({n, m});
      const std::vector<double> before = v.allgather();
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          all(i, j) = before[static_cast<std::size_t>(i * m + j)];
      pipelined ? beside_pipelined(u, v) : beside(u, v);
      for (long i = 1; i < n; ++i)
        for (long j = 1; j < m; ++j) {
          if ((i + j) % 2 != 0)
            a(i, j) = 2 + a(i, j - 1) - a(i - 1, j);
          all(i, j) = pipelined ? i + j : i - j;
        }
      same(u, a, with("beside another field", n, m));
      same(v, all, with("the other field", n, m));
    }

    field<double, 3> w({n, m, 4});
    serial<double, 3> b({n, m, 4});
    w.assign([](long i, long j, long k) { return made(i, j, k); });
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        for (long k = 0; k < 4; ++k)
          b(i, j, k) = made(i, j, k);
    for (int colour = 0; colour < 2; ++colour) {
      by_continue(w, colour);
      for (long i = 1; i < n - 1; ++i)
        for (long j = 1; j < m - 1; ++j)
          for (long k = 1; k < 3; ++k)
            if ((i + j + k) % 2 == colour)
              b(i, j, k) = b(i - 1, j, k) + b(i + 1, j, k) - b(i, j - 1, k) + b(i, j + 1, k) -
                           b(i, j, k - 1) + b(i, j, k + 1);
    }
    same(w, b, with("by continue", n, m));
  }
}
