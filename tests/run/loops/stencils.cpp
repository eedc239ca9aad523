// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops over fields of one to four dimensions that read at constant offsets: halos of any width and shape.
#include "loops.hpp"
#include <algorithm>
#include <utility>

namespace {

using njmpi::field;

// ---- one dimension ---------------------------------------------------------------------------

[[njmpi::kernel]] void set(field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    u(i) = made(i);
}
[[njmpi::kernel]] void three_points(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    next(i) = now(i - 1) - 2 * now(i) + now(i + 1);
}
// Wider than a block when there are many ranks, and on one side only.
[[njmpi::kernel]] void far_left(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = 6; i < now.extent(0); ++i)
    next(i) = now(i - 6) + now(i - 5) * 2;
}
[[njmpi::kernel]] void far_right(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0) - 7; ++i)
    next(i) = now(i + 7) - now(i);
}
[[njmpi::kernel]] void only_elsewhere(field<double, 1>& next, const field<double, 1>& now, long shift) {
  [[njmpi::loop]] for (long i = std::max(0L, -shift); i < now.extent(0) - std::max(0L, shift); ++i)
    next(i) = now(i + shift);
}
[[njmpi::kernel]] void descending(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = now.extent(0) - 2; i >= 1; --i)
    next(i) = now(i + 1) / 2 + now(i - 1);
}
[[njmpi::kernel]] void red_and_black(field<double, 1>& u) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long i = 1; i < n - 1; i += 2)
    u(i) = (u(i - 1) + u(i + 1)) / 2;
  [[njmpi::loop]] for (long i = 2; i < n - 1; i += 2)
    u(i) = (u(i - 1) + u(i + 1)) / 2;
}
[[njmpi::kernel]] void by_threes(field<double, 1>& u, long from) {
  [[njmpi::loop]] for (long i = u.extent(0) - 1; i >= from; i -= 3)
    u(i) += 100 + static_cast<double>(i);
}
// The written subscript has an offset of its own.
[[njmpi::kernel]] void shifted(field<double, 1>& next, const field<double, 1>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0) - 3; ++i)
    next(i + 2) = now(i) + now(i + 3);
}

// ---- two dimensions --------------------------------------------------------------------------

[[njmpi::kernel]] void set(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) = made(i, j);
}
[[njmpi::kernel]] double relax(field<double, 2>& next, const field<double, 2>& now) {
  double change = 0;
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 1; ++j) {
      next(i, j) = 0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1));
      change = std::max(change, std::abs(next(i, j) - now(i, j)));
    }
  return change;
}
[[njmpi::kernel]] void nine_points(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 1; ++j) {
      const double s = now(i - 1, j) + now(i, j) * 2 + now(i + 1, j) * 3;
      next(i, j) =
          s + now(i - 1, j - 1) + 2 * now(i - 1, j + 1) + 3 * now(i + 1, j - 1) + 4 * now(i + 1, j + 1);
    }
}
[[njmpi::kernel]] void corners_spelled(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long i = 2; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 3; ++j)
      next(i, j) = now(i - 2, j + 3) - now(i + 1, j - 1);
}
// The neighbours are counted by loops of the body.
[[njmpi::kernel]] void counted(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long i = 2; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 2; ++j) {
      double sum = 0;
      for (int a = -2; a <= 1; ++a)
        for (int b = 2; b >= -1; b -= 3)
          if (a != 0 || b != 2)
            sum += (a + 3) * now(i + a, j + b) - b;
      next(i, j) = sum;
    }
}
[[njmpi::kernel]] void star_of_two(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long i = 2; i < now.extent(0) - 2; ++i)
    for (long j = 2; j < now.extent(1) - 2; ++j)
      next(i, j) += now(i - 2, j) / 4 + now(i - 1, j) / 2 - now(i + 1, j) / 2 - now(i + 2, j) / 4 +
                    now(i, j - 2) / 4 + now(i, j - 1) / 2 - now(i, j + 1) / 2 - now(i, j + 2) / 4;
}
[[njmpi::kernel]] void columns_first(field<double, 2>& next, const field<double, 2>& now) {
  [[njmpi::loop]] for (long j = 0; j < now.extent(1) - 1; ++j)
    for (long i = now.extent(0) - 1; i > 0; --i)
      next(i, j) = now(i - 1, j + 1) + static_cast<double>(j);
}
[[njmpi::kernel]] double row_sums(std::vector<double>& sums, const field<double, 2>& u, long row) {
  double sum = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      if (i >= row)
        sum += u(i, j);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      sums[i * u.extent(1) + j] = 2 * u(i, j);
  return sum;
}
[[njmpi::kernel]] std::array<long, 2> greatest(const field<double, 2>& u) {
  double most = -1e300;
  long row = -1, column = -1;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      if (u(i, j) > most) {
        most = u(i, j);
        row = i;
        column = j;
      }
  return {row, column};
}

// ---- three and four --------------------------------------------------------------------------

[[njmpi::kernel]] void seven_points(field<double, 3>& next, const field<double, 3>& now) {
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 1; ++j)
      for (long k = 1; k < now.extent(2) - 1; ++k)
        next(i, j, k) = now(i - 1, j, k) + 2 * now(i + 1, j, k) + 3 * now(i, j - 1, k) +
                        4 * now(i, j + 1, k) + 5 * now(i, j, k - 1) + 6 * now(i, j, k + 1) -
                        20 * now(i, j, k);
}
[[njmpi::kernel]] void skew(field<double, 3>& next, const field<double, 3>& now) {
  [[njmpi::loop]] for (long i = 0; i < now.extent(0) - 1; ++i)
    for (long j = 2; j < now.extent(1); ++j)
      for (long k = 1; k < now.extent(2) - 1; ++k)
        next(i, j, k) = now(i + 1, j - 2, k + 1) * 2 + now(i, j, k - 1);
}
[[njmpi::kernel]] void four(field<int, 4>& next, const field<int, 4>& now) {
  [[njmpi::loop]] for (int i = 1; i < now.extent(0); ++i)
    for (int j = 0; j < now.extent(1) - 1; ++j)
      for (int k = 0; k < now.extent(2); ++k)
        for (int l = 1; l < now.extent(3); ++l)
          next(i, j, k, l) =
              now(i - 1, j + 1, k, l) + 3 * now(i, j, k, l - 1) + i * 1000 + j * 100 + k * 10 + l;
}

} // namespace

TEST_CASE("fields of one dimension") {
  for (const long n : loop_sizes) {
    if (n == 0)
      continue;
    field<double, 1> u({n}), v({n});
    serial<double, 1> a({n}), b({n});
    set(u);
    for (long i = 0; i < n; ++i)
      a(i) = made(i);
    same(u, a, with("set", n));

    three_points(v, u);
    for (long i = 1; i < n - 1; ++i)
      b(i) = a(i - 1) - 2 * a(i) + a(i + 1);
    same(v, b, with("three points", n));
    far_left(v, u);
    for (long i = 6; i < n; ++i)
      b(i) = a(i - 6) + a(i - 5) * 2;
    same(v, b, with("far left", n));
    far_right(v, u);
    for (long i = 0; i < n - 7; ++i)
      b(i) = a(i + 7) - a(i);
    same(v, b, with("far right", n));
    descending(u, v);
    for (long i = n - 2; i >= 1; --i)
      a(i) = b(i + 1) / 2 + b(i - 1);
    same(u, a, with("descending", n));
    shifted(v, u);
    for (long i = 0; i < n - 3; ++i)
      b(i + 2) = a(i) + a(i + 3);
    same(v, b, with("shifted", n));
    red_and_black(v);
    for (long i = 1; i < n - 1; i += 2)
      b(i) = (b(i - 1) + b(i + 1)) / 2;
    for (long i = 2; i < n - 1; i += 2)
      b(i) = (b(i - 1) + b(i + 1)) / 2;
    same(v, b, with("red and black", n));
    for (const long from : {0L, 1L, n / 2}) {
      by_threes(v, from);
      for (long i = n - 1; i >= from; i -= 3)
        b(i) += 100 + static_cast<double>(i);
      same(v, b, with("by threes", n, from));
    }
  }
}

TEST_CASE("an element is fetched from any distance") {
  for (const long n : {3L, 9L, 23L})
    for (long shift = -n; shift <= n; ++shift) {
      field<double, 1> u({n}), v({n});
      serial<double, 1> b({n});
      set(u);
      only_elsewhere(v, u, shift);
      for (long i = std::max(0L, -shift); i < n - std::max(0L, shift); ++i)
        b(i) = made(i + shift);
      same(v, b, with("shift", n, shift));
    }
}

TEST_CASE("fields of two dimensions") {
  for (const auto& [n, m] : {std::pair(1L, 1L), std::pair(1L, 9L), std::pair(2L, 3L), std::pair(4L, 4L),
                             std::pair(5L, 17L), std::pair(19L, 3L), std::pair(23L, 29L)}) {
    field<double, 2> u({n, m}), v({n, m});
    serial<double, 2> a({n, m}), b({n, m});
    set(u);
    v = u;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = b(i, j) = made(i, j);
    same(v, b, with("a copy", n, m));

    field<double, 2> around({n, m});
    serial<double, 2> c({n, m});
    counted(around, u);
    for (long i = 2; i < n - 1; ++i)
      for (long j = 1; j < m - 2; ++j)
        for (int p = -2; p <= 1; ++p)
          for (int q = 2; q >= -1; q -= 3)
            if (p != 0 || q != 2)
              c(i, j) += (p + 3) * a(i + p, j + q) - q;
    same(around, c, with("counted", n, m));

    for (int t = 0; t < 3; ++t) {
      double change = 0;
      for (long i = 1; i < n - 1; ++i)
        for (long j = 1; j < m - 1; ++j) {
          b(i, j) = 0.25 * (a(i - 1, j) + a(i + 1, j) + a(i, j - 1) + a(i, j + 1));
          change = std::max(change, std::abs(b(i, j) - a(i, j)));
        }
      same(relax(v, u), change, with("change", n, m, t));
      swap(u, v);
      std::swap(a, b);
    }
    same(u, a, with("relaxed", n, m));

    nine_points(v, u);
    for (long i = 1; i < n - 1; ++i)
      for (long j = 1; j < m - 1; ++j)
        b(i, j) = (a(i - 1, j) + a(i, j) * 2 + a(i + 1, j) * 3) + a(i - 1, j - 1) + 2 * a(i - 1, j + 1) +
                  3 * a(i + 1, j - 1) + 4 * a(i + 1, j + 1);
    same(v, b, with("nine points", n, m));
    corners_spelled(u, v);
    for (long i = 2; i < n - 1; ++i)
      for (long j = 1; j < m - 3; ++j)
        a(i, j) = b(i - 2, j + 3) - b(i + 1, j - 1);
    same(u, a, with("corners", n, m));
    star_of_two(u, v);
    for (long i = 2; i < n - 2; ++i)
      for (long j = 2; j < m - 2; ++j)
        a(i, j) += b(i - 2, j) / 4 + b(i - 1, j) / 2 - b(i + 1, j) / 2 - b(i + 2, j) / 4 + b(i, j - 2) / 4 +
                   b(i, j - 1) / 2 - b(i, j + 1) / 2 - b(i, j + 2) / 4;
    same(u, a, with("star", n, m));
    columns_first(v, u);
    for (long j = 0; j < m - 1; ++j)
      for (long i = n - 1; i > 0; --i)
        b(i, j) = a(i - 1, j + 1) + static_cast<double>(j);
    same(v, b, with("columns first", n, m));

    set(u); // multiples of 1/64: sums are exact
    double sum = 0, most = -1e300;
    long row = -1, column = -1;
    std::vector<double> twice, found(static_cast<std::size_t>(n * m));
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j) {
        sum += i >= n / 2 ? made(i, j) : 0;
        twice.push_back(2 * made(i, j));
        if (made(i, j) > most) {
          most = made(i, j);
          row = i;
          column = j;
        }
      }
    same(row_sums(found, u, n / 2), sum, with("sum", n, m));
    same(found, twice, with("to an ordinary array", n, m));
    const auto [found_row, found_column] = greatest(u);
    same(found_row, row, with("row", n, m));
    same(found_column, column, with("column", n, m));
  }
}

TEST_CASE("fields of three and four dimensions") {
  for (const auto& [n, m, l] : {std::array{1L, 1L, 1L}, std::array{3L, 3L, 3L}, std::array{2L, 9L, 4L},
                                std::array{8L, 6L, 7L}, std::array{12L, 1L, 5L}}) {
    field<double, 3> u({n, m, l}), v({n, m, l});
    serial<double, 3> a({n, m, l}), b({n, m, l});
    u.assign([](long i, long j, long k) { return made(i, j, k); });
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        for (long k = 0; k < l; ++k)
          a(i, j, k) = made(i, j, k);
    same(u, a, with("assign", n, m, l));
    seven_points(v, u);
    for (long i = 1; i < n - 1; ++i)
      for (long j = 1; j < m - 1; ++j)
        for (long k = 1; k < l - 1; ++k)
          b(i, j, k) = a(i - 1, j, k) + 2 * a(i + 1, j, k) + 3 * a(i, j - 1, k) + 4 * a(i, j + 1, k) +
                       5 * a(i, j, k - 1) + 6 * a(i, j, k + 1) - 20 * a(i, j, k);
    same(v, b, with("seven points", n, m, l));
    skew(v, u);
    for (long i = 0; i < n - 1; ++i)
      for (long j = 2; j < m; ++j)
        for (long k = 1; k < l - 1; ++k)
          b(i, j, k) = a(i + 1, j - 2, k + 1) * 2 + a(i, j, k - 1);
    same(v, b, with("skew", n, m, l));

    field<int, 4> p({n, m, 3, l}), q({n, m, 3, l});
    serial<int, 4> c({n, m, 3, l}), d({n, m, 3, l});
    p.assign([](long i, long j, long k, long h) {
      return static_cast<int>(scrambled(i + 7 * j + 49 * k + 343 * h));
    });
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < m; ++j)
        for (int k = 0; k < 3; ++k)
          for (int h = 0; h < l; ++h)
            c(i, j, k, h) = static_cast<int>(scrambled(i + 7 * j + 49 * k + 343 * h));
    four(q, p);
    for (int i = 1; i < n; ++i)
      for (int j = 0; j < m - 1; ++j)
        for (int k = 0; k < 3; ++k)
          for (int h = 1; h < l; ++h)
            d(i, j, k, h) = c(i - 1, j + 1, k, h) + 3 * c(i, j, k, h - 1) + i * 1000 + j * 100 + k * 10 + h;
    same(q, d, with("four", n, m, l));
  }
}
