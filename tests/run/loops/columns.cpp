// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops of the body that write fields: columns, and the directions of a lattice. The dimension that they walk
// along lies on one rank.
#include "loops.hpp"
#include <array>
#include <vector>

namespace {

using plane = njmpi::field<double, 2>;
using block = njmpi::field<double, 3>;

constexpr int directions = 5;
constexpr std::array<int, directions> dx{0, 1, 0, -1, 0}, dy{0, 0, 1, 0, -1};

[[njmpi::kernel]] void collide(block& f, plane& density) {
  [[njmpi::loop]] for (long i = 0; i < f.extent(0); ++i)
    for (long j = 0; j < f.extent(1); ++j) {
      double sum = 0;
      for (int k = 0; k < directions; ++k)
        sum += f(i, j, k);
      density(i, j) = sum;
      for (int k = 0; k < directions; ++k)
        f(i, j, k) += (sum / directions - f(i, j, k)) / 2;
    }
}
[[njmpi::kernel]] void stream(block& to, const block& from) {
  [[njmpi::loop]] for (long i = 0; i < from.extent(0); ++i)
    for (long j = 0; j < from.extent(1); ++j)
      for (int k = 0; k < directions; ++k)
        to(i, j, k) = from(i - dx[k], j - dy[k], k);
}
// Tridiagonal systems along the last dimension: Thomas's algorithm, in place.
[[njmpi::kernel]] void solve_rows(plane& x, const plane& diagonal) {
  const long m = x.extent(1);
  [[njmpi::loop]] for (long i = 0; i < x.extent(0); ++i) {
    std::array<double, 64> upper{};
    upper[0] = 1 / diagonal(i, 0);
    x(i, 0) /= diagonal(i, 0);
    for (long k = 1; k < m; ++k) {
      const double pivot = diagonal(i, k) - upper[static_cast<std::size_t>(k - 1)];
      upper[static_cast<std::size_t>(k)] = 1 / pivot;
      x(i, k) = (x(i, k) - x(i, k - 1)) / pivot;
    }
    for (long k = m - 2; k >= 0; --k)
      x(i, k) -= upper[static_cast<std::size_t>(k)] * x(i, k + 1);
  }
}
// Sums from the surface down, of what neighbours had before.
[[njmpi::kernel]] double sink(block& q, const block& v) {
  double lost = 0;
  const long nz = q.extent(2);
  [[njmpi::loop]] for (long i = 1; i < q.extent(0); ++i)
    for (long j = 0; j < q.extent(1); ++j) {
      double flux = v(i - 1, j, nz - 1);
      for (long k = nz - 1; k >= 0; --k) {
        if (k % 2 == 0)
          q(i, j, k) += flux + v(i - 1, j, k);
        flux += 0.5 * q(i, j, k);
      }
      q(i, j, 0) += 1;
      lost = std::max(lost, q(i, j, nz / 2));
    }
  return lost;
}
// The first dimension is walked, the second one distributed.
[[njmpi::kernel]] void accumulate(plane& u) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j) {
    double sum = 0;
    for (long i = 0; i < n; ++i) {
      sum += u(i, j);
      u(i, j) = sum;
    }
  }
}

std::size_t at(long i, long m, long j) { return static_cast<std::size_t>(i * m + j); }

} // namespace

TEST_CASE("loops of the body collide what a lattice streams") {
  for (const long n : loop_sizes) {
    const long m = n + 1;
    if (n < 1)
      continue;
    block f({n, m, directions}, {.periodic = {true, true, false}, .grid = {0, 0, 1}}), g = f;
    plane density({n, m});
    f.assign([](long i, long j, long k) { return made(i, j, k); });
    std::vector<double> h(static_cast<std::size_t>(n * m * directions)), next(h), sums;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        for (long k = 0; k < directions; ++k)
          h[at(at(i, m, j), directions, k)] = made(i, j, k);
    for (int pass = 0; pass < 3; ++pass) {
      collide(f, density);
      stream(g, f);
      swap(f, g);
      sums.clear();
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j) {
          double sum = 0;
          for (long k = 0; k < directions; ++k)
            sum += h[at(at(i, m, j), directions, k)];
          for (long k = 0; k < directions; ++k)
            h[at(at(i, m, j), directions, k)] += (sum / directions - h[at(at(i, m, j), directions, k)]) / 2;
          sums.push_back(sum);
        }
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          for (std::size_t k = 0; k < directions; ++k)
            next[at(at(i, m, j), directions, static_cast<long>(k))] =
                h[at(at((i - dx[k] + n) % n, m, (j - dy[k] + m) % m), directions, static_cast<long>(k))];
      h.swap(next);
      expect(f.allgather() == h, "directions");
      expect(density.allgather() == sums, "density");
    }
  }
}

TEST_CASE("loops of the body walk along rows and columns") {
  for (const long n : loop_sizes) {
    const long m = n / 2 + 2;
    plane x({n, m}, {.grid = {0, 1}}), diagonal({n, m}, {.grid = {0, 1}});
    x.assign([](long i, long j) { return made(i, j); });
    diagonal.assign([](long i, long j) { return 4 + made(j, i) / 1000; });
    solve_rows(x, diagonal);
    std::vector<double> all = x.allgather();
    bool right = true;
    for (long i = 0; i < n; ++i)
      for (long k = 0; k < m; ++k) {
        const double sum = (4 + made(k, i) / 1000) * all[at(i, m, k)] + (k > 0 ? all[at(i, m, k - 1)] : 0) +
                           (k < m - 1 ? all[at(i, m, k + 1)] : 0);
        right = right && std::abs(sum - made(i, k)) < 1e-9 * (1 + std::abs(made(i, k)));
      }
    expect(right, "rows");

    plane u({n, m}, {.grid = {1, 0}});
    u.assign([](long i, long j) { return made(i, j); });
    accumulate(u);
    all = u.allgather();
    for (long j = 0; j < m; ++j) {
      double sum = 0;
      for (long i = 0; i < n; ++i)
        right = right && all[at(i, m, j)] == (sum += made(i, j));
    }
    expect(right, "columns");

    block q({n, m, 6}, {.grid = {0, 0, 1}}), v(q);
    q.assign([](long i, long j, long k) { return made(i, j, k); });
    v.assign([](long i, long j, long k) { return made(k, i, j); });
    const double lost = sink(q, v);
    const std::vector<double> sunk = q.allgather();
    double most = 0;
    for (long i = 1; i < n; ++i)
      for (long j = 0; j < m; ++j) {
        double flux = made(5, i - 1, j);
        std::array<double, 6> column{};
        for (long k = 5; k >= 0; --k) {
          double& c = column[static_cast<std::size_t>(k)];
          c = made(i, j, k);
          if (k % 2 == 0)
            c += flux + made(k, i - 1, j);
          flux += 0.5 * c;
        }
        column[0] += 1;
        most = std::max(most, column[3]);
        for (long k = 0; k < 6; ++k)
          right = right && sunk[at(at(i, m, j), 6, k)] == column[static_cast<std::size_t>(k)];
      }
    expect(right, "blocks");
    CHECK(lost == most);
  }
}
