// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ordinary arrays in loops without fields: every rank holds all of them before, and all results after.
#include "loops.hpp"
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <valarray>

namespace {

[[njmpi::kernel]] void fill(std::vector<double>& a) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = made(static_cast<long>(i));
}
[[njmpi::kernel]] void add(std::vector<double>& c, const std::vector<double>& a,
                           const std::vector<double>& b) {
  [[njmpi::loop]] for (long i = 0; i < static_cast<long>(c.size()); ++i)
    c[i] = a[i] + 2 * b[i];
}
[[njmpi::kernel]] void update(std::vector<double>& a, std::vector<long>& count) {
  [[njmpi::loop]] for (long i = 0; i < static_cast<long>(a.size()); ++i) {
    a[i] *= 3;
    a[i] += 0.5;
    ++count[i];
    count[i] <<= 1;
  }
}
// Elements that no iteration writes keep their values.
[[njmpi::kernel]] void some(std::vector<int>& a, long from, long to) {
  [[njmpi::loop]] for (long i = from; i < to; i += 2)
    if (i % 3 != 0)
      a[i] = static_cast<int>(-i);
}
[[njmpi::kernel]] void backwards(std::vector<int>& a) {
  [[njmpi::loop]] for (long i = static_cast<long>(a.size()) - 1; i >= 0; --i)
    a[i] = static_cast<int>(7 * i);
}
[[njmpi::kernel]] void gathered(std::vector<double>& c, const std::vector<double>& a,
                                const std::vector<int>& where) {
  [[njmpi::loop]] for (long i = 0; i < static_cast<long>(c.size()); ++i)
    c[i] = a[where[i]];
}
[[njmpi::kernel]] void neighbours(std::span<double> c, std::span<const double> a) {
  [[njmpi::loop]] for (long i = 1; i < static_cast<long>(c.size()) - 1; ++i)
    c[i] = a[i - 1] - 2 * a[i] + a[i + 1];
}
// A pointer to rows, and elements that are arrays, whole and in parts.
[[njmpi::kernel]] void rows(double (*c)[7], std::vector<std::array<double, 3>>& f, std::valarray<double>& w) {
  [[njmpi::loop]] for (std::size_t i = 0; i < f.size(); ++i) {
    for (int j = 0; j < 7; ++j)
      if (j < static_cast<int>(i % 7))
        c[i][j] = made(static_cast<long>(i), j);
    f[i] = {1.0 * static_cast<double>(i), 2, 3};
    f[i][1] += 5;
    w[i] = made(static_cast<long>(i));
  }
}

[[njmpi::kernel]] void linear(std::vector<double>& c, long n, long m) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j)
      c[i * m + j] = made(i, j);
}
[[njmpi::kernel]] void linear_inside(std::vector<double>& c, long n, long m) {
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    for (long j = 1; j < m - 1; ++j)
      c[m * i + j] = 2 * made(i, j) + static_cast<double>(m);
}
[[njmpi::kernel]] void product(std::vector<double>& c, const std::vector<double>& a,
                               const std::vector<double>& b, long n) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < n; ++j) {
      double s = 0;
      for (long k = 0; k < n; ++k)
        s += a[i * n + k] * b[k * n + j];
      c[i * n + j] = s;
    }
}
[[njmpi::kernel]] double rows(std::vector<double>& c, long n, long m) {
  double most = -1e300;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    double s = 0;
    for (long j = 0; j < m; ++j)
      s += made(i, j);
    c[i] = s;
    most = std::max(most, s);
  }
  return most;
}

double table[9][4];
long cube[5][3][2];
[[njmpi::kernel]] void c_arrays() {
  [[njmpi::loop]] for (int i = 0; i < 9; ++i)
    for (int j = 0; j < 4; ++j)
      table[i][j] = made(i, j);
  [[njmpi::loop]] for (int i = 0; i < 5; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 2; ++k)
        cube[i][j][k] += scrambled(100 * i + 10 * j + k);
}
[[njmpi::kernel]] std::array<double, 17> local_arrays() {
  double squares[17];
  std::array<double, 17> result{};
  [[njmpi::loop]] for (int i = 0; i < 17; ++i)
    squares[i] = made(i) * made(i);
  [[njmpi::loop]] for (int i = 0; i < 17; ++i)
    result[i] = squares[16 - i];
  return result;
}
[[njmpi::kernel]] void by_parameter(double (*rows)[3], long n, double factor) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < 3; ++j)
      rows[i][j] = factor * made(i, j);
}
[[njmpi::kernel]] void by_pointer(double* __restrict out, const double* __restrict in, long n) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    out[i] = 4 * in[i];
}

struct point {
  float x, y;
  int tag;
  bool operator==(const point&) const = default;
};
[[njmpi::kernel]] void points(std::vector<point>& p, std::vector<std::complex<double>>& z) {
  [[njmpi::loop]] for (long i = 0; i < static_cast<long>(p.size()); ++i) {
    p[i].x = static_cast<float>(made(i));
    p[i].tag += static_cast<int>(i);
    z[i] = {made(i), -made(i)};
    z[i] *= std::complex<double>(0, 2);
  }
}
[[njmpi::kernel]] void small_ones(std::vector<std::uint8_t>& bytes, std::vector<std::uint16_t>& words) {
  [[njmpi::loop]] for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(bytes[i] ^ (i * 37));
    words[i] = static_cast<std::uint16_t>(bytes[i] * 257 + words[i]);
  }
}

// What one loop writes the next one reads at any place; the statements between see all of it.
[[njmpi::kernel]] double one_after_another(std::vector<double>& a, std::vector<double>& b, int rounds) {
  double checks = 0;
  const long n = static_cast<long>(a.size());
  for (int t = 0; t < rounds; ++t) {
    [[njmpi::loop]] for (long i = 0; i < n; ++i)
      b[i] = a[(i * 5 + 3) % n] + t;
    [[njmpi::loop]] for (long i = 0; i < n; ++i)
      a[i] = b[n - 1 - i] / 2;
    for (const double x : a)
      checks = checks / 2 + x;
    std::swap(a, b);
  }
  return checks;
}

} // namespace

TEST_CASE("results of ordinary arrays are on every rank") {
  for (const long n : loop_sizes) {
    const auto size = static_cast<std::size_t>(n);
    std::vector<double> a(size, -1), b(size), c(size, 5), wanted(size);
    fill(a);
    for (long i = 0; i < n; ++i) {
      wanted[i] = made(i);
      b[i] = made(i + 77);
    }
    same(a, wanted, with("fill", n));
    add(c, a, b);
    for (long i = 0; i < n; ++i)
      wanted[i] = made(i) + 2 * made(i + 77);
    same(c, wanted, with("add", n));

    std::vector<long> count(size, 20), counts(size, 42);
    update(a, count);
    for (long i = 0; i < n; ++i)
      wanted[i] = made(i) * 3 + 0.5;
    same(a, wanted, with("update", n));
    same(count, counts, with("count", n));

    std::vector<int> where(size);
    for (long i = 0; i < n; ++i)
      where[i] = static_cast<int>((i * i + 3) % n);
    gathered(c, a, where);
    for (long i = 0; i < n; ++i)
      wanted[i] = a[where[i]];
    same(c, wanted, with("gathered", n));
    neighbours(c, a);
    for (long i = 1; i + 1 < n; ++i)
      wanted[i] = a[i - 1] - 2 * a[i] + a[i + 1];
    if (n > 1)
      same(c, wanted, with("neighbours", n));
  }
}

TEST_CASE("elements that no iteration writes keep their values") {
  for (const long n : loop_sizes)
    for (const long from : {0L, 1L, n / 2}) {
      std::vector<int> a(static_cast<std::size_t>(n)), wanted;
      for (long i = 0; i < n; ++i)
        a[i] = static_cast<int>(100 + i);
      wanted = a;
      for (long i = from; i < n; i += 2)
        if (i % 3 != 0)
          wanted[i] = static_cast<int>(-i);
      some(a, from, n);
      same(a, wanted, with("some", n, from));
      backwards(a);
      for (long i = 0; i < n; ++i)
        wanted[i] = static_cast<int>(7 * i);
      same(a, wanted, with("backwards", n));
    }
}

TEST_CASE("two dimensions in one vector") {
  for (const long n : loop_sizes)
    for (const long m : {1L, 2L, 7L}) {
      std::vector<double> c(static_cast<std::size_t>(n * m), -1), wanted(c);
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          wanted[i * m + j] = made(i, j);
      linear(c, n, m);
      same(c, wanted, with("linear", n, m));
      for (long i = 1; i < n - 1; ++i)
        for (long j = 1; j < m - 1; ++j)
          wanted[i * m + j] = 2 * made(i, j) + static_cast<double>(m);
      linear_inside(c, n, m);
      same(c, wanted, with("inside", n, m));

      std::vector<double> sums(static_cast<std::size_t>(n)), all(sums);
      double most = -1e300;
      for (long i = 0; i < n; ++i) {
        for (long j = 0; j < m; ++j)
          all[i] += made(i, j);
        most = std::max(most, all[i]);
      }
      same(rows(sums, n, m), most, with("most of the rows", n, m));
      same(sums, all, with("rows", n, m));
    }
}

TEST_CASE("a product of matrices") {
  for (const long n : {1L, 2L, 6L, 11L}) {
    std::vector<double> a(static_cast<std::size_t>(n * n)), b(a), c(a), wanted(a);
    for (long i = 0; i < n * n; ++i) {
      a[i] = made(i);
      b[i] = made(i + 5000);
    }
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j)
        for (long k = 0; k < n; ++k)
          wanted[i * n + j] += a[i * n + k] * b[k * n + j];
    product(c, a, b, n);
    same(c, wanted, with("product", n));
  }
}

TEST_CASE("arrays of C and of the library's fixed size") {
  c_arrays();
  bool right = true;
  for (int i = 0; i < 9; ++i)
    for (int j = 0; j < 4; ++j)
      right = right && table[i][j] == made(i, j);
  expect(right, "two dimensions");
  right = true;
  for (int i = 0; i < 30; ++i)
    right = right && cube[i / 6][i / 2 % 3][i % 2] == scrambled(100 * (i / 6) + 10 * (i / 2 % 3) + i % 2);
  expect(right, "three dimensions");

  const std::array<double, 17> squares = local_arrays();
  right = true;
  for (int i = 0; i < 17; ++i)
    right = right && squares[i] == made(16 - i) * made(16 - i);
  expect(right, "local arrays");

  double rows[6][3] = {};
  by_parameter(rows, 5, 2.5);
  right = rows[5][0] == 0 && rows[5][2] == 0;
  for (int i = 0; i < 15; ++i)
    right = right && rows[i / 3][i % 3] == 2.5 * made(i / 3, i % 3);
  expect(right, "by parameter");

  double in[13], out[13];
  for (int i = 0; i < 13; ++i)
    in[i] = made(i);
  by_pointer(out, in, 13);
  right = true;
  for (int i = 0; i < 13; ++i)
    right = right && out[i] == 4 * made(i);
  expect(right, "by pointer");
}

TEST_CASE("elements of classes, complex and small ones") {
  for (const long n : loop_sizes) {
    const auto size = static_cast<std::size_t>(n);
    std::vector<point> p(size, {1, 2, 3}), q(p);
    std::vector<std::complex<double>> z(size), w(size);
    std::vector<std::uint8_t> bytes(size, 11), more_bytes(bytes);
    std::vector<std::uint16_t> words(size, 60000), more_words(words);
    points(p, z);
    small_ones(bytes, words);
    for (long i = 0; i < n; ++i) {
      q[i] = {static_cast<float>(made(i)), 2, static_cast<int>(3 + i)};
      w[i] = std::complex<double>(made(i), -made(i)) * std::complex<double>(0, 2);
      more_bytes[i] = static_cast<std::uint8_t>(11 ^ (i * 37));
      more_words[i] = static_cast<std::uint16_t>(more_bytes[i] * 257 + 60000);
    }
    expect(p == q, with("points", n));
    expect(z == w, with("complex", n));
    same(bytes, more_bytes, with("bytes", n));
    same(words, more_words, with("words", n));
  }
}

TEST_CASE("rows of arrays, whole and in parts") {
  for (const long n : loop_sizes) {
    std::vector<std::array<std::array<double, 7>, 1>> space(static_cast<std::size_t>(n) + 1);
    auto* c = reinterpret_cast<double(*)[7]>(space.data());
    std::vector<std::array<double, 3>> f(static_cast<std::size_t>(n));
    std::valarray<double> w(static_cast<std::size_t>(n));
    rows(c, f, w);
    for (long i = 0; i < n; ++i) {
      for (int j = 0; j < 7; ++j)
        expect(c[i][j] == (j < i % 7 ? made(i, j) : 0), with("row", i));
      expect(f[i] == std::array<double, 3>{1.0 * static_cast<double>(i), 7, 3}, with("element", i));
      expect(w[i] == made(i), with("value", i));
    }
  }
}

TEST_CASE("a loop reads what the loops before it wrote") {
  for (const long n : loop_sizes) {
    std::vector<double> a(static_cast<std::size_t>(n)), b(a);
    for (long i = 0; i < n; ++i)
      a[i] = made(i);
    std::vector<double> c = a, d = b;
    double checks = 0;
    for (int t = 0; t < 5; ++t) {
      for (long i = 0; i < n; ++i)
        d[i] = c[(i * 5 + 3) % n] + t;
      for (long i = 0; i < n; ++i)
        c[i] = d[n - 1 - i] / 2;
      for (const double x : c)
        checks = checks / 2 + x;
      std::swap(c, d);
    }
    same(one_after_another(a, b, 5), checks, with("between", n));
    same(a, c, with("after", n));
    same(b, d, with("the other after", n));
  }
}
