// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Swapped subscripts over more iterations than a tile has: every one runs once, in steps and directions of
// all kinds, and reads the right element wherever it lies.
#include "loops.hpp"
#include <algorithm>

namespace {

using njmpi::field;

[[njmpi::kernel]] void transpose(field<double, 2>& b, const field<double, 2>& a) {
  [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
    for (long j = 0; j < b.extent(1); ++j)
      b(i, j) += a(j, i);
}
[[njmpi::kernel]] void backwards(field<double, 2>& b, const field<double, 2>& a) {
  [[njmpi::loop]] for (long i = b.extent(0) - 1; i > 0; i -= 3)
    for (long j = 1; j < b.extent(1) - 1; j += 2)
      b(i, j) += a(j + 1, i - 1);
}
[[njmpi::kernel]] void turned(field<int, 3>& b, const field<int, 3>& a) {
  [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
    for (long j = 0; j < b.extent(1); ++j)
      for (long k = 0; k < b.extent(2); ++k)
        b(i, j, k) += a(k, j, i);
}
struct found {
  double least;
  long i, j;
  double sum;
};
[[njmpi::kernel]] found search(const field<double, 2>& b, const field<double, 2>& a) {
  found f{1e300, -1, -1, 0};
  double least = 1e300, sum = 0;
  long at_i = -1, at_j = -1;
  [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
    for (long j = 0; j < b.extent(1); ++j) {
      sum += std::round(b(i, j) - a(j, i));
      if (b(i, j) - a(j, i) < least) {
        least = b(i, j) - a(j, i);
        at_i = i;
        at_j = j;
      }
    }
  f = {least, at_i, at_j, sum};
  return f;
}
// One element for all, and one column for all rows.
[[njmpi::kernel]] void fixed(field<double, 2>& b, const field<double, 2>& a, long column) {
  [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
    for (long j = 0; j < b.extent(1); ++j)
      b(i, j) += a(j, column);
}
// The copy stays while nothing is written, whatever else is exchanged.
[[njmpi::kernel]] void again(field<double, 2>& b, const field<double, 2>& a, int passes) {
  for (int pass = 0; pass < passes; ++pass) [[njmpi::loop]]
    for (long i = 0; i < b.extent(0); ++i)
      for (long j = 0; j < b.extent(1); ++j)
        b(i, j) += a(j, i);
}

} // namespace

TEST_CASE("swapped subscripts in tiles") {
  for (const auto& [n, m] :
       {std::pair(63L, 129L), std::pair(64L, 128L), std::pair(1100L, 70L), std::pair(7L, 300L)}) {
    field<double, 2> a({n, m}), b({m, n});
    serial<double, 2> x({n, m}), y({m, n});
    const auto value = [](long i, long j) { return made(i, j); };
    a.assign(value);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        x(i, j) = made(i, j);
    for (int pass = 0; pass < 2; ++pass) {
      transpose(b, a);
      for (long i = 0; i < m; ++i)
        for (long j = 0; j < n; ++j)
          y(i, j) += x(j, i);
      same(b, y, with("transposed", n, m, pass));
      backwards(b, a);
      for (long i = m - 1; i > 0; i -= 3)
        for (long j = 1; j < n - 1; j += 2)
          y(i, j) += x(j + 1, i - 1);
      same(b, y, with("backwards", n, m, pass));
    }
    fixed(b, a, m / 2);
    for (long i = 0; i < m; ++i)
      for (long j = 0; j < n; ++j)
        y(i, j) += x(j, m / 2);
    same(b, y, with("one column", n, m));
    again(b, a, 3);
    for (long i = 0; i < m; ++i)
      for (long j = 0; j < n; ++j)
        y(i, j) = y(i, j) + x(j, i) + x(j, i) + x(j, i);
    same(b, y, with("again", n, m));

    found wanted{1e300, -1, -1, 0};
    for (long i = 0; i < m; ++i)
      for (long j = 0; j < n; ++j) {
        wanted.sum += std::round(y(i, j) - x(j, i));
        if (y(i, j) - x(j, i) < wanted.least)
          wanted = {y(i, j) - x(j, i), i, j, wanted.sum};
      }
    const found f = search(b, a);
    same(f.least, wanted.least, with("least", n, m));
    same(f.i, wanted.i, with("row", n, m));
    same(f.j, wanted.j, with("column", n, m));
    same(f.sum, wanted.sum, with("sum", n, m));
  }
}

TEST_CASE("three swapped dimensions in tiles") {
  for (const auto& [n, m, l] : {std::array{1040L, 3L, 40L}, std::array{5L, 4L, 6L}}) {
    field<int, 3> a({n, m, l}), b({l, m, n});
    const auto value = [](long i, long j, long k) { return static_cast<int>(scrambled(i * 31 + j * 7 + k)); };
    a.assign(value);
    std::vector<int> wanted;
    for (long i = 0; i < l; ++i)
      for (long j = 0; j < m; ++j)
        for (long k = 0; k < n; ++k)
          wanted.push_back(2 * value(k, j, i));
    turned(b, a);
    turned(b, a);
    same(b.allgather(), wanted, with("turned", n, m, l));
  }
}
