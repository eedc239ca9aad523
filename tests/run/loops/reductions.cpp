// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Scalars of loops without fields: every form of a reduction.
#include "loops.hpp"
#include <algorithm>
#include <cstdint>
#include <limits>

namespace {

struct sums {
  double plus, minus, spelled, turned, times;
};
[[njmpi::kernel]] sums floating(long n) {
  double plus = 0.5, minus = -3, spelled = 1, turned = 2, times = 1.5;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    plus += made(i);
    minus -= made(i + 1);
    spelled = spelled + made(i + 2);
    turned = made(i + 3) + turned;
    times *= 1 + made(i) / 1000;
  }
  return {plus, minus, spelled, turned, times};
}

template <class T> [[njmpi::kernel]] T wrapping_sum(long n, T start) {
  T s = start;
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    s += static_cast<T>(scrambled(i) * 65537);
  return s;
}
template <class T> [[njmpi::kernel]] T wrapping_difference(long n, T start) {
  T s = start;
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    s -= static_cast<T>(scrambled(i) * 65537);
  return s;
}
template <class T> [[njmpi::kernel]] T wrapping_product(long n, T start) {
  T s = start;
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    s *= static_cast<T>(2 * scrambled(i) + 1);
  return s;
}
template <class T> void wraps(long n) {
  const T start = static_cast<T>(40503);
  T sum = start, difference = start, product = start;
  for (long i = 0; i < n; ++i) {
    sum = static_cast<T>(sum + static_cast<T>(scrambled(i) * 65537));
    difference = static_cast<T>(difference - static_cast<T>(scrambled(i) * 65537));
    product = static_cast<T>(product * static_cast<T>(2 * scrambled(i) + 1));
  }
  same(wrapping_sum<T>(n, start), sum, with("sum", n, sizeof(T)));
  same(wrapping_difference<T>(n, start), difference, with("difference", n, sizeof(T)));
  same(wrapping_product<T>(n, start), product, with("product", n, sizeof(T)));
}

struct bits {
  unsigned both, either, one, spelled;
  bool all, any;
  bool operator==(const bits&) const = default;
};
[[njmpi::kernel]] bits bitwise(long n, const std::vector<unsigned>& v) {
  unsigned both = 0xffff0fffu, either = 0x100u, one = 0x77u, spelled = 0x3u;
  bool all = true, any = false;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    both &= v[i];
    either |= v[i];
    one ^= v[i];
    spelled = spelled ^ (v[i] >> 3);
    all = all && v[i] != 5;
    any = any || v[i] == 5;
  }
  return {both, either, one, spelled, all, any};
}
bits bitwise_reference(long n, const std::vector<unsigned>& v) {
  bits r{0xffff0fffu, 0x100u, 0x77u, 0x3u, true, false};
  for (long i = 0; i < n; ++i) {
    r.both &= v[i];
    r.either |= v[i];
    r.one ^= v[i];
    r.spelled ^= v[i] >> 3;
    r.all = r.all && v[i] != 5;
    r.any = r.any || v[i] == 5;
  }
  return r;
}

struct ends {
  double least, most, least_if, most_if;
};
[[njmpi::kernel]] ends extremes(const std::vector<double>& v, double low, double high) {
  double least = high, most = low, least_if = high, most_if = low;
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i) {
    least = std::min(least, v[i]);
    most = std::max(most, v[i]);
    if (v[i] < least_if)
      least_if = v[i];
    if (v[i] > most_if) {
      most_if = v[i];
    }
  }
  return {least, most, least_if, most_if};
}

struct place {
  double value;
  long i, j;
};
[[njmpi::kernel]] place located_minimum(const std::vector<double>& v, double before) {
  double least = before;
  long at = -7;
  [[njmpi::loop]] for (long i = 0; i < static_cast<long>(v.size()); ++i)
    if (v[i] < least) {
      least = v[i];
      at = i;
    }
  return {least, at, 0};
}
[[njmpi::kernel]] place located_maximum(const std::vector<double>& v, double before) {
  double most = before;
  long at = -7;
  [[njmpi::loop]] for (long i = static_cast<long>(v.size()) - 1; i >= 0; --i) {
    const double x = v[i];
    if (most < x) {
      most = x;
      at = i;
    }
  }
  return {most, at, 0};
}
[[njmpi::kernel]] place located_twice(const std::vector<double>& v, long n, long m) {
  double least = 1e300;
  long row = -1;
  int column = -1;
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j)
      if (v[i * m + j] < least) {
        row = i;
        least = v[i * m + j];
        column = static_cast<int>(j);
      }
  return {least, row, column};
}
// The index is any expression of the iteration.
[[njmpi::kernel]] place located_elsewhere(long n) {
  float least = 1e30f;
  long square = 0, twice = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    const float x = static_cast<float>(made(i) * made(i));
    if (x < least) {
      least = x;
      square = i * i;
      twice = 2 * i + 1;
    }
  }
  return {least, square, twice};
}

// Several of all kinds in one loop, some updated at several places.
struct mixture {
  long count;
  double sum, most;
  unsigned char checks;
  int least;
  bool fine;
  long at;
};
[[njmpi::kernel]] mixture mixed(long n) {
  mixture m{};
  long count = 3, at = -1;
  double sum = 1, most = -1e300;
  unsigned char checks = 9;
  int least = 1 << 30;
  bool fine = true;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    const double x = made(i);
    if (x > 0) {
      ++count;
      sum += x;
    } else {
      sum -= 2 * x;
      count -= 1;
    }
    count++;
    if (x > most) {
      most = x;
      at = i;
    }
    checks ^= static_cast<unsigned char>(scrambled(i));
    least = std::min(least, static_cast<int>(scrambled(i)));
    fine = fine && x > -70;
  }
  m.count = count;
  m.sum = sum;
  m.most = most;
  m.checks = checks;
  m.least = least;
  m.fine = fine;
  m.at = at;
  return m;
}

[[njmpi::kernel]] std::pair<double, float> of_c(const std::vector<double>& v, double least, float most) {
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i) {
    least = std::fmin(least, v[i]);
    most = fmaxf(static_cast<float>(v[i] * 2), most);
  }
  return {least, most};
}

} // namespace

TEST_CASE("floating sums and products are those of the serial loop, but for rounding") {
  for (const long n : loop_sizes) {
    const sums found = floating(n);
    double plus = 0.5, minus = -3, spelled = 1, turned = 2, times = 1.5;
    for (long i = 0; i < n; ++i) {
      plus += made(i);
      minus -= made(i + 1);
      spelled += made(i + 2);
      turned += made(i + 3);
      times *= 1 + made(i) / 1000;
    }
    // The terms are multiples of 1/64: these sums are exact in any order.
    same(found.plus, plus, with("+=", n));
    same(found.minus, minus, with("-=", n));
    same(found.spelled, spelled, with("s = s + e", n));
    same(found.turned, turned, with("s = e + s", n));
    expect(close(found.times, times), with("*=", n));
  }
  expect(std::signbit(floating(0).minus) && !std::signbit(floating(0).plus),
         "the value before an empty loop");
}

TEST_CASE("integer sums and products wrap as the machine's do") {
  for (const long n : loop_sizes) {
    wraps<signed char>(n);
    wraps<unsigned char>(n);
    wraps<short>(n);
    wraps<unsigned short>(n);
    wraps<unsigned>(n);
    wraps<unsigned long>(n);
    wraps<std::uint64_t>(n);
  }
}

TEST_CASE("bitwise and logical reductions") {
  for (const long n : loop_sizes)
    for (const long five : {-1L, 0L, n / 2, n - 1}) {
      std::vector<unsigned> v(static_cast<std::size_t>(n));
      for (long i = 0; i < n; ++i)
        v[i] = i == five ? 5 : static_cast<unsigned>(scrambled(i)) * 2654435761u | 0x10u;
      expect(bitwise(n, v) == bitwise_reference(n, v), with("bits", n, five));
    }
}

TEST_CASE("minima and maxima, in every spelling") {
  const double inf = std::numeric_limits<double>::infinity();
  for (const long n : loop_sizes)
    for (const auto& [low, high] : {std::pair(-inf, inf), std::pair(0.0, 0.0), std::pair(1e6, -1e6)}) {
      std::vector<double> v(static_cast<std::size_t>(n));
      for (long i = 0; i < n; ++i)
        v[i] = made(i);
      double least = high, most = low;
      for (const double x : v) {
        least = std::min(least, x);
        most = std::max(most, x);
      }
      const ends found = extremes(v, low, high);
      same(found.least, least, with("std::min", n));
      same(found.most, most, with("std::max", n));
      same(found.least_if, least, with("if less", n));
      same(found.most_if, most, with("if more", n));
    }
}

TEST_CASE("of equal zeros the first counts, and the value before the loop first of all") {
  for (const long n : loop_sizes)
    for (unsigned long pattern = 0; pattern < 16; ++pattern)
      for (const double before : {0.0, -0.0, 1.0, -1.0}) {
        std::vector<double> v(static_cast<std::size_t>(n));
        for (long i = 0; i < n; ++i)
          v[i] = pattern >> (i % 4) & 1 ? -0.0 : 0.0;
        double least = before, most = before;
        for (const double x : v) {
          least = std::min(least, x);
          most = std::max(most, x);
        }
        const ends found = extremes(v, before, before);
        same(found.least, least, with("least zero", n, pattern));
        same(found.most, most, with("most zero", n, pattern));
        same(found.least_if, least, with("least zero by if", n, pattern));
        same(found.most_if, most, with("most zero by if", n, pattern));
      }
}

TEST_CASE("what is not a number takes part in no minimum, and stays where it was before the loop") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const long n : loop_sizes)
    for (const double before : {nan, 3.0}) {
      std::vector<double> v(static_cast<std::size_t>(n));
      for (long i = 0; i < n; ++i)
        v[i] = i % 3 == 0 ? nan : made(i);
      double least = before, most = before;
      for (const double x : v) {
        least = std::min(least, x);
        most = std::max(most, x);
      }
      const ends found = extremes(v, before, before);
      const auto alike = [](double a, double b) { return std::isnan(a) ? std::isnan(b) : a == b; };
      expect(alike(found.least, least) && alike(found.least_if, least), with("minimum beside NaN", n));
      expect(alike(found.most, most) && alike(found.most_if, most), with("maximum beside NaN", n));
    }
}

TEST_CASE("a located minimum is the first of equal ones") {
  for (const long n : loop_sizes)
    for (const long kinds : {1L, 2L, 5L, 1000L})
      for (const double before : {1e300, 0.0, -2e3}) {
        std::vector<double> v(static_cast<std::size_t>(n));
        for (long i = 0; i < n; ++i)
          v[i] = static_cast<double>(scrambled(i) % kinds);
        place least{before, -7, 0}, most{-before, -7, 0};
        for (long i = 0; i < n; ++i)
          if (v[i] < least.value)
            least = {v[i], i, 0};
        for (long i = n - 1; i >= 0; --i)
          if (v[i] > most.value)
            most = {v[i], i, 0};
        const place low = located_minimum(v, before), high = located_maximum(v, -before);
        same(low.value, least.value, with("minimum", n, kinds));
        same(low.i, least.i, with("place of the minimum", n, kinds));
        same(high.value, most.value, with("maximum", n, kinds));
        same(high.i, most.i, with("place of the maximum", n, kinds));
      }
}

TEST_CASE("a minimum takes any number of indices along") {
  for (const long n : loop_sizes) {
    const long m = 7;
    std::vector<double> v(static_cast<std::size_t>(n * m));
    for (long i = 0; i < n * m; ++i)
      v[i] = static_cast<double>(scrambled(i) % 4);
    place wanted{1e300, -1, -1};
    for (long i = 0; i < n * m; ++i)
      if (v[i] < wanted.value)
        wanted = {v[i], i / m, i % m};
    place found = located_twice(v, n, m);
    expect(found.value == wanted.value && found.i == wanted.i && found.j == wanted.j,
           with("row and column", n));

    wanted = {1e30f, 0, 0};
    for (long i = 0; i < n; ++i)
      if (static_cast<float>(made(i) * made(i)) < static_cast<float>(wanted.value))
        wanted = {static_cast<float>(made(i) * made(i)), i * i, 2 * i + 1};
    found = located_elsewhere(n);
    expect(found.value == wanted.value && found.i == wanted.i && found.j == wanted.j, with("expressions", n));
  }
}

TEST_CASE("reductions of all kinds in one loop") {
  for (const long n : loop_sizes) {
    mixture w{3, 1, -1e300, 9, 1 << 30, true, -1};
    for (long i = 0; i < n; ++i) {
      const double x = made(i);
      w.count += x > 0 ? 2 : 0;
      w.sum += x > 0 ? x : -2 * x;
      if (x > w.most) {
        w.most = x;
        w.at = i;
      }
      w.checks = static_cast<unsigned char>(w.checks ^ static_cast<unsigned char>(scrambled(i)));
      w.least = std::min(w.least, static_cast<int>(scrambled(i)));
      w.fine = w.fine && x > -70;
    }
    const mixture f = mixed(n);
    same(f.count, w.count, with("count", n));
    same(f.sum, w.sum, with("sum", n)); // exact: multiples of 1/64
    same(f.most, w.most, with("most", n));
    same(f.at, w.at, with("place", n));
    expect(f.checks == w.checks && f.least == w.least && f.fine == w.fine, with("the others", n));
  }
}

TEST_CASE("the minimum and maximum of C pass over what is not a number") {
  const double none = std::nan("");
  for (const long n : loop_sizes)
    for (const int kinds : {0, 2, 3}) {
      std::vector<double> v(static_cast<std::size_t>(n));
      for (long i = 0; i < n; ++i)
        v[i] = kinds && scrambled(i) % kinds ? made(i) : none;
      for (const double before : {none, 3.5}) {
        double least = before;
        float most = static_cast<float>(before);
        for (const double x : v) {
          least = std::fmin(least, x);
          most = std::fmax(most, static_cast<float>(x * 2));
        }
        const auto [low, high] = of_c(v, before, static_cast<float>(before));
        expect(low == least || (std::isnan(low) && std::isnan(least)), with("fmin", n, kinds));
        expect(high == most || (std::isnan(high) && std::isnan(most)), with("fmax", n, kinds));
      }
    }
}
