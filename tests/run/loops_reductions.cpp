// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops without fields, in the form of generated code: which iterations run, reductions of every kind, arrays
// that all ranks hold.
#include "loops.hpp"

#include <climits>
#include <cmath>
#include <complex>
#include <cstring>
#include <limits>

namespace rt = njmpi::rt;
using rt::combine;

namespace {

// Reduces e(i) over [first, last) by step, as the loop does and serially.
template <class T, class F> void check_reduction(const char* what, T before, combine how, long n, F update) {
  static rt::loop_site site{__FILE__, __LINE__};
  T expected = before;
  for (long i = 0; i < n; ++i)
    update(expected, i);
  T value = before;
  rt::loop loop(site, {{0, n, 1}});
  loop.reduce(value, how);
  while (loop.next())
    for (long i = loop.first<long>(0, 0), e = loop.last<long>(0, n); i < e; ++i)
      update(value, i);
  loop.finish();
  constexpr std::size_t bytes = std::is_same_v<T, long double> ? 10 : sizeof(T);
  expect(std::memcmp(&value, &expected, bytes) == 0,
         std::string(what) + ", " + std::to_string(n) + " iterations");
}

// The sign of equal zeros over a nest that rows cut across ranks: over a field, so that blocks are
// two-dimensional.
double signed_zero(long rows, long columns, double before, long place, combine how) {
  static rt::loop_site site{__FILE__, __LINE__};
  static njmpi::field<double, 2> none({7, 9}, {.periodic = {true, true}});
  double value = before;
  rt::loop loop(site, {{0, rows, 1}, {0, columns, 1}});
  auto& f = none;
  loop.read(f, {{0, 1, 0}, {1, 1, 0}});
  loop.read(f, {{0, 1, -1}, {1, 1, 0}});
  loop.read(f, {{0, 1, 1}, {1, 1, 1}});
  loop.reduce(value, how);
  while (loop.next())
    for (long i = loop.first<long>(0, 0), e0 = loop.last<long>(0, rows); i < e0; ++i) {
      for (long j = loop.first<long>(1, 0), e1 = loop.last<long>(1, columns); j < e1; ++j) {
        const double zero = (i * columns + j) % 5 == place ? -0.0 : i * columns + j >= place ? 0.0 : 1.0;
        const double x = how == combine::min ? zero : zero == 1.0 ? -1.0 : zero;
        value = how == combine::min ? std::min(value, x) : std::max(value, x);
      }
      loop.row(i);
    }
  loop.finish();
  return value;
}

double signed_zero_serial(long rows, long columns, double before, long place, combine how) {
  double value = before;
  for (long k = 0; k < rows * columns; ++k) {
    const double zero = k % 5 == place ? -0.0 : k >= place ? 0.0 : 1.0;
    const double x = how == combine::min ? zero : zero == 1.0 ? -1.0 : zero;
    value = how == combine::min ? std::min(value, x) : std::max(value, x);
  }
  return value;
}

} // namespace

TEST_CASE("reductions of every kind give the serial result") {
  for (const long n : {0L, 1L, 2L, 3L, 7L, 100L}) {
    check_reduction<long>("sum of long", 5, combine::sum, n, [](long& s, long i) { s += i * i; });
    check_reduction<int>("sum of int that wraps", INT_MAX - 3, combine::sum, n, [](int& s, long i) {
      s = static_cast<int>(static_cast<unsigned>(s) + static_cast<unsigned>(i * 1000003));
    });
    check_reduction<signed char>("sum of signed char that wraps", 100, combine::sum, n,
                                 [](signed char& s, long i) { s = static_cast<signed char>(s + i * 7); });
    check_reduction<unsigned short>(
        "product of unsigned short", 3, combine::product, n,
        [](unsigned short& s, long i) { s = static_cast<unsigned short>(s * (2 * i + 1)); });
    check_reduction<unsigned long>(
        "product of unsigned long", 3, combine::product, n,
        [](unsigned long& s, long i) { s *= static_cast<unsigned long>(2 * i + 1); });
    check_reduction<double>("sum of integral double", 2.0, combine::sum, n,
                            [](double& s, long i) { s += double(i); });
    check_reduction<double>("sum of negative zeros", -0.0, combine::sum, n,
                            [](double& s, long) { s += -0.0; });
    check_reduction<float>("sum of float", 0, combine::sum, n, [](float& s, long i) { s += float(i % 3); });
    check_reduction<long double>("sum of long double", 1, combine::sum, n,
                                 [](long double& s, long i) { s += i; });
    check_reduction<double>("product of double", 3.0, combine::product, n,
                            [](double& s, long i) { s *= i % 2 ? 2.0 : 0.5; });
    check_reduction<std::complex<double>>(
        "sum of complex", {1, -2}, combine::sum, n,
        [](std::complex<double>& s, long i) { s += std::complex<double>(double(i), 1); });
    check_reduction<std::complex<float>>(
        "product of complex", {1, 0}, combine::product, n < 10 ? n : 10,
        [](std::complex<float>& s, long i) { s *= std::complex<float>(0, i % 2 ? 1.f : -1.f); });
    check_reduction<int>("min of int", 50, combine::min, n,
                         [](int& s, long i) { s = std::min(s, int((i * 37) % 101) - 20); });
    check_reduction<unsigned>("max of unsigned", 3, combine::max, n,
                              [](unsigned& s, long i) { s = std::max(s, unsigned(i * 37 % 101)); });
    check_reduction<int>("min that nothing reaches", -50, combine::min, n,
                         [](int& s, long i) { s = std::min(s, int(i)); });
    check_reduction<double>("min with NaN before", std::nan(""), combine::min, n,
                            [](double& s, long i) { s = std::min(s, double(i)); });
    check_reduction<double>("max of NaN and others", -1, combine::max, n, [](double& s, long i) {
      s = std::max(s, i % 3 == 0 ? std::nan("") : double(i * 31 % 17));
    });
    check_reduction<double>(
        "max of infinities", -std::numeric_limits<double>::infinity(), combine::max, n,
        [](double& s, long) { s = std::max(s, -std::numeric_limits<double>::infinity()); });
    check_reduction<double>("min of zeros", 1.0, combine::min, n, [](double& s, long i) {
      s = std::min(s, i % 3 == 1 ? -0.0 : i == 0 ? 2.0 : 0.0);
    });
    check_reduction<float>("max of zeros", -0.0f, combine::max, n,
                           [](float& s, long) { s = std::max(s, 0.0f); });
    check_reduction<unsigned>("and", ~0u, combine::bit_and, n,
                              [](unsigned& s, long i) { s &= ~(1u << (i % 7)); });
    check_reduction<unsigned char>("or", 1, combine::bit_or, n, [](unsigned char& s, long i) {
      s |= static_cast<unsigned char>(1u << (i % 7));
    });
    check_reduction<long>("xor", 77, combine::bit_xor, n, [](long& s, long i) { s ^= i * 12345; });
    check_reduction<bool>("logical and", true, combine::logical_and, n,
                          [](bool& s, long i) { s = s && i != 5; });
    check_reduction<bool>("logical or", false, combine::logical_or, n,
                          [](bool& s, long i) { s = s || i == 6; });
    check_reduction<int>("logical and of int", 5, combine::logical_and, n,
                         [](int& s, long) { s = s && true; });
    check_reduction<int>("logical and that is not reached", 5, combine::logical_and, n, [](int& s, long i) {
      if (i < 0)
        s = s && true;
    });
    check_reduction<int>("logical or of int", 5, combine::logical_or, n, [](int& s, long i) {
      if (i == 3)
        s = s || false;
    });
    check_reduction<bool>("sum of bool", false, combine::sum, n,
                          [](bool& s, long i) { s = (int(s) + (i == 2)) != 0; });
  }
}

TEST_CASE("equal zeros: the first in serial order stays") {
  for (const combine how : {combine::min, combine::max})
    for (const long rows : {1L, 3L, 7L})
      for (const long columns : {1L, 4L, 9L})
        for (const double before : {1.0, -1.0, 0.0, -0.0})
          for (long place = 0; place < 5; ++place) {
            const double value = signed_zero(rows, columns, before, place, how);
            const double expected = signed_zero_serial(rows, columns, before, place, how);
            expect(value == expected && std::signbit(value) == std::signbit(expected),
                   "a zero of " + std::to_string(rows) + "x" + std::to_string(columns) + " from " +
                       std::to_string(before));
          }
}

TEST_CASE("located minima: ties go to the first, and several reductions are one message") {
  static rt::loop_site site{__FILE__, __LINE__};
  for (const long n : {0L, 1L, 5L, 40L})
    for (const int before : {1000, 3, 0}) {
      int least = before;
      long at = -7;
      short beside = -8;
      double sum = 0.5;
      int most = 2;
      int serial_least = before;
      long serial_at = -7;
      const counts counted;
      rt::loop loop(site, {{0, n, 1}});
      const int won = loop.reduce_located(least, combine::min, at, beside);
      loop.reduce(sum, combine::sum);
      loop.reduce(most, combine::max);
      while (loop.next())
        for (long i = loop.first<long>(0, 0), e = loop.last<long>(0, n); i < e; ++i) {
          const int x = static_cast<int>((i * 7 + 5) % 10) + 1;
          if (x < least) {
            least = x;
            at = i;
            beside = static_cast<short>(2 * i);
            loop.won(won, i);
          }
          sum += double(i);
          most = std::max(most, x);
        }
      loop.finish();
      expect(counted.collectives() == (world_size() > 1 ? 1 : 0), "one message for all reductions");
      for (long i = 0; i < n; ++i)
        if (const int x = static_cast<int>((i * 7 + 5) % 10) + 1; x < serial_least) {
          serial_least = x;
          serial_at = i;
        }
      CHECK(least == serial_least);
      CHECK(at == serial_at);
      CHECK(beside == (serial_at < 0 ? -8 : 2 * serial_at));
      CHECK(sum == 0.5 + double(n) * double(n - 1) / 2);
    }
}

TEST_CASE("reductions of several kinds and types travel together") {
  static rt::loop_site site{__FILE__, __LINE__};
  for (const long n : {0L, 1L, 5L, 40L}) {
    bool odd = true, any = false, all = true;
    int product = 3, some = 0, every = 7;
    unsigned bits = 8, both = ~0u, flipped = 5;
    std::complex<double> turned{1, 0};
    double most = -2;
    const auto update = [&](long i) {
      odd = odd != (i % 3 == 0);
      any = any || i == 4;
      all = all && i != 4;
      product = static_cast<int>(static_cast<unsigned>(product) * static_cast<unsigned>(2 * i + 3));
      some = some || i % 3 == 1;
      every = every && i != 3;
      bits |= 1u << (i % 5);
      both &= ~(1u << (i % 7));
      flipped ^= static_cast<unsigned>(i * 77);
      turned *= std::complex<double>(0, 1);
      most = std::max(most, double(i * 7 % 11));
    };
    const auto values = [&] {
      return std::make_tuple(odd, any, all, product, some, every, bits, both, flipped, turned, most);
    };
    const auto before = values();
    for (long i = 0; i < n; ++i)
      update(i);
    const auto expected = values();
    std::tie(odd, any, all, product, some, every, bits, both, flipped, turned, most) = before;
    rt::loop loop(site, {{0, n, 1}});
    loop.reduce(odd, combine::bit_xor);
    loop.reduce(any, combine::logical_or);
    loop.reduce(all, combine::logical_and);
    loop.reduce(product, combine::product);
    loop.reduce(some, combine::logical_or);
    loop.reduce(every, combine::logical_and);
    loop.reduce(bits, combine::bit_or);
    loop.reduce(both, combine::bit_and);
    loop.reduce(flipped, combine::bit_xor);
    loop.reduce(turned, combine::product);
    loop.reduce(most, combine::max);
    while (loop.next())
      for (long i = loop.first<long>(0, 0), e = loop.last<long>(0, n); i < e; ++i)
        update(i);
    loop.finish();
    expect(values() == expected, "all kinds, " + std::to_string(n) + " iterations");
  }
}

TEST_CASE("every iteration runs once, whatever the step and the direction") {
  static rt::loop_site site{__FILE__, __LINE__};
  for (const long step : {1L, 2L, 5L, -1L, -3L})
    for (long first = -3; first < 4; ++first)
      for (long last = -9; last < 12; last += 4) {
        std::vector<long> seen(64);
        std::vector<long> serial(64);
        long count = 0;
        const auto goes_on = [&](long i, long end) { return step > 0 ? i < end : i > end; };
        for (long i = first; goes_on(i, last); i += step)
          serial[static_cast<std::size_t>(i + 20)] = i + 100;
        rt::loop loop(site, {{first, last, step}});
        loop.gather(seen.data(), {{0, 1, 20}}, {1});
        loop.reduce(count, combine::sum);
        while (loop.next())
          for (long i = loop.first<long>(0, first), e = loop.last<long>(0, last); goes_on(i, e); i += step) {
            seen[static_cast<std::size_t>(i + 20)] = i + 100;
            ++count;
          }
        loop.finish();
        expect(seen == serial, "loop from " + std::to_string(first) + " to " + std::to_string(last) + " by " +
                                   std::to_string(step));
        const long each = step > 0 ? step : -step;
        const long span = step > 0 ? last - first : first - last;
        CHECK(count == (span > 0 ? (span + each - 1) / each : 0));
      }
}

TEST_CASE("arrays that all ranks hold get all results: in rows, in columns, with gaps, several at once") {
  static rt::loop_site site{__FILE__, __LINE__};
  for (const long n : {1L, 4L, 11L})
    for (const long m : {1L, 3L, 6L}) {
      const auto size = static_cast<std::size_t>(n * m);
      std::vector<int> by_rows(size, -1);
      std::vector<double> by_columns(size, -1);
      std::vector<char> spread(3 * size + 1, 'x');
      rt::loop loop(site, {{0, n, 1}, {0, m, 1}});
      loop.gather(by_rows.data(), {{0, 1, 0}, {1, 1, 0}}, {m, 1});
      loop.gather(by_columns.data(), {{1, 1, 0}, {0, 1, 0}}, {n, 1});
      loop.gather(spread.data(), {{0, -1, n - 1}, {1, 1, 0}, {-1, 0, 1}}, {3 * m, 3, 1});
      while (loop.next())
        for (long i = loop.first<long>(0, 0), e0 = loop.last<long>(0, n); i < e0; ++i)
          for (long j = loop.first<long>(1, 0), e1 = loop.last<long>(1, m); j < e1; ++j) {
            by_rows[static_cast<std::size_t>(i * m + j)] = static_cast<int>(i * 100 + j);
            if ((i + j) % 2)
              by_columns[static_cast<std::size_t>(j * n + i)] = double(i * 100 + j);
            spread[static_cast<std::size_t>((n - 1 - i) * 3 * m + j * 3 + 1)] = static_cast<char>(i + j);
          }
      loop.finish();
      bool right = true;
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j) {
          right = right && by_rows[static_cast<std::size_t>(i * m + j)] == i * 100 + j;
          right = right &&
                  by_columns[static_cast<std::size_t>(j * n + i)] == ((i + j) % 2 ? double(i * 100 + j) : -1);
          const auto k = static_cast<std::size_t>((n - 1 - i) * 3 * m + j * 3 + 1);
          right = right && spread[k] == static_cast<char>(i + j) && spread[k + 1] == 'x';
        }
      expect(right, "arrays of " + std::to_string(n) + " by " + std::to_string(m));
    }
}

TEST_CASE("arrays beside fields: ranks without an iteration, statements that write no field") {
  static rt::loop_site far_site{__FILE__, __LINE__}, apart_site{__FILE__, __LINE__, 0, 2};
  njmpi::field<double, 1> u({12});
  njmpi::field<double, 1> v({12});
  std::vector<long> a(12, -1), serial(12, -1);
  rt::loop far(far_site, {{0, 12, 5}});
  far.write(u, {{0, 1, 0}});
  far.gather(a.data(), {{0, 1, 0}}, {1});
  while (far.next())
    for (long i = far.first<long>(0, 0); i < far.last<long>(0, 12); i += 5)
      a[static_cast<std::size_t>(i)] = i;
  far.finish();
  for (long i = 0; i < 12; i += 5)
    serial[static_cast<std::size_t>(i)] = i;
  CHECK(a == serial);

  v.assign([](long i) { return double(i); });
  rt::loop apart(apart_site, {{0, 10, 1}});
  apart.write(u, {{0, 1, 2}}, 0);
  apart.read(v, {{0, 1, 2}}, 0);
  apart.read(v, {{0, 1, 1}}, 1);
  apart.gather(a.data(), {{0, 1, 0}}, {1}, 1);
  while (apart.next()) {
    const auto to = apart.view_of(u);
    const auto from = apart.view_of(std::as_const(v));
    for (long i = apart.first<long>(0, 0); i < apart.last<long>(0, 10); ++i) {
      if (apart.runs(0, i))
        to(i + 2) = from(i + 2);
      if (apart.runs(1, i))
        a[static_cast<std::size_t>(i)] = static_cast<long>(from(i + 1));
    }
  }
  apart.finish();
  for (long i = 0; i < 10; ++i)
    serial[static_cast<std::size_t>(i)] = i + 1;
  CHECK(a == serial);
  CHECK(u.at(11) == 11);
}

TEST_CASE("bounds that depend on an outer index") {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = 9;
  long sum = 0;
  rt::loop loop(site, {{0, n, 1}, {rt::unbounded, rt::unbounded, 1}});
  loop.reduce(sum, combine::sum);
  while (loop.next())
    for (long i = loop.first<long>(0, 0), e0 = loop.last<long>(0, n); i < e0; ++i)
      for (long j = loop.first<long>(1, i), e1 = loop.last<long>(1, n); j < e1; ++j)
        sum += i * j;
  loop.finish();
  long serial = 0;
  for (long i = 0; i < n; ++i)
    for (long j = i; j < n; ++j)
      serial += i * j;
  CHECK(sum == serial);
}
