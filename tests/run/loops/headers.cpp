// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops without fields: every form of a header, and what a body can hold.
#include "loops.hpp"
#include <algorithm>

namespace {

[[njmpi::kernel]] long upwards(long a, long b) {
  long s = 0;
  [[njmpi::loop]] for (long i = a; i < b; ++i)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long upwards_to(long a, long b) {
  long s = 0;
  [[njmpi::loop]] for (long i = a; i <= b; i++)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long until_equal(long a, long b) {
  long s = 0;
  [[njmpi::loop]] for (long i = a; i != b; ++i)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long bound_first(long a, long b) {
  long s = 0;
  [[njmpi::loop]] for (long i = a; b > i; ++i)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long downwards(long a, long b) {
  long s = 0;
  [[njmpi::loop]] for (long i = b - 1; i >= a; --i)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long downwards_above(long a, long b) {
  long s = 0;
  [[njmpi::loop]] for (long i = b; i > a; i--)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long by_three(long a, long b) {
  long s = 0;
  [[njmpi::loop]] for (long i = a; i < b; i += 3)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long by_minus_four(long a, long b) {
  long s = 0;
  [[njmpi::loop]] for (long i = b; i >= a; i -= 4)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long by_a_variable(long a, long b, long step) {
  long s = 0;
  [[njmpi::loop]] for (long i = a; i < b; i += step)
    s += 1000 + i * i * i;
  return s;
}
[[njmpi::kernel]] long with_int(int a, int b) {
  long s = 0;
  [[njmpi::loop]] for (int i = a; i < b; ++i)
    s += 1000 + 1L * i * i * i;
  return s;
}
[[njmpi::kernel]] long with_size(std::size_t a, std::size_t b) {
  long s = 0;
  [[njmpi::loop]] for (std::size_t i = a; i < b; ++i)
    s += static_cast<long>(1000 + i * i * i);
  return s;
}
[[njmpi::kernel]] long with_unsigned(unsigned a, unsigned b) {
  long s = 0;
  [[njmpi::loop]] for (unsigned i = a; i < b; i += 2u)
    s += static_cast<long>(1000 + i * i * i);
  return s;
}
[[njmpi::kernel]] long with_short(short a, short b) {
  long s = 0;
  [[njmpi::loop]] for (short i = a; i < b; ++i)
    s += 1000 + 1L * i * i * i;
  return s;
}
[[njmpi::kernel]] long over_expressions(long n, const std::vector<long>& v) {
  long s = 0;
  [[njmpi::loop]] for (long i = std::max(n / 3, 1L); i < static_cast<long>(v.size()) - n % 2; ++i)
    s += v[i];
  return s;
}
[[njmpi::kernel]] long nested(long n, long m) {
  long s = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = m; j > 0; --j)
      s += (i + 1) * 100 + j;
  return s;
}
// The inner loop's bounds move with the outer index, as CSR's do.
[[njmpi::kernel]] long triangle(long n) {
  long s = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    for (long j = 0; j <= i; ++j)
      s += 7 * i + j;
  }
  return s;
}
[[njmpi::kernel]] long conditional_bodies(long n) {
  long s = 0, odd = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    if (i % 3 == 0)
      continue;
    if (i % 2)
      odd += i;
    else if (i % 5)
      s += i;
    switch (i % 4) {
    case 1:
      s += 2;
      break;
    case 2:
      s += 3;
      break;
    default:
      s -= 1;
    }
  }
  return 100000 * odd + s;
}
[[njmpi::kernel]] long private_things(long n) {
  long s = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    long local[4] = {i, i + 1, i + 2, i + 3};
    long k = 0;
    while (k < i % 5)
      ++k;
    do
      local[k % 4] += k;
    while (++k < 3);
    for (const long v : local)
      s += v;
  }
  return s;
}

// An index with a sign, and bounds without.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
[[njmpi::kernel]] long less_than(int from, unsigned n) {
  long count = 0;
  [[njmpi::loop]] for (int i = from; i < n; ++i)
    ++count;
  return count;
}
[[njmpi::kernel]] long at_most(int from, const std::vector<int>& v) {
  long count = 0;
  [[njmpi::loop]] for (int i = from; i <= v.size(); ++i)
    ++count;
  return count;
}
[[njmpi::kernel]] long less_than_wide(int from, unsigned n) {
  long count = 0;
  [[njmpi::loop]] for (long i = from; i < n; ++i)
    ++count;
  return count;
}
[[njmpi::kernel]] long more_than(unsigned n) {
  long count = 0;
  [[njmpi::loop]] for (int i = static_cast<int>(n); i > 2U; --i)
    ++count;
  return count;
}
[[njmpi::kernel]] long less_than_inside(int from, unsigned n) {
  long count = 0;
  [[njmpi::loop]] for (long j = 0; j < 3; ++j)
    for (int i = from; i < n; ++i)
      ++count;
  return count;
}
#pragma GCC diagnostic pop

// A directive between the attribute and the loop.
[[njmpi::kernel]] void with_directive(std::vector<long>& v) {
  [[njmpi::loop]]
#ifndef __clang__
#pragma GCC ivdep
#endif
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = scrambled(static_cast<long>(i));
}

} // namespace

TEST_CASE("a loop runs every iteration of its header once") {
  for (const long n : loop_sizes) {
    const long a = n % 4 - 1, b = a + n;
    const auto wanted = [](long first, long end, long step) {
      long s = 0;
      for (long i = first; i < end; i += step)
        s += 1000 + i * i * i;
      return s;
    };
    const long all = wanted(a, b, 1);
    same(upwards(a, b), all, with("i < b", n));
    same(upwards_to(a, b - 1), all, with("i <= b", n));
    same(until_equal(a, b), all, with("i != b", n));
    same(bound_first(a, b), all, with("b > i", n));
    same(downwards(a, b), all, with("i >= a, --i", n));
    same(downwards_above(a - 1, b - 1), all, with("i > a, i--", n));
    same(by_three(a, b), wanted(a, b, 3), with("i += 3", n));
    same(by_minus_four(-b, -a), -wanted(a, b + 1, 4) + 2000 * ((n + 4) / 4), with("i -= 4", n));
    same(by_a_variable(a, b, 5), wanted(a, b, 5), with("i += step", n));
    same(with_int(static_cast<int>(a), static_cast<int>(b)), all, with("int", n));
    same(with_size(3, static_cast<std::size_t>(n + 3)), wanted(3, n + 3, 1), with("size_t", n));
    same(with_unsigned(1, static_cast<unsigned>(n)), wanted(1, n, 2), with("unsigned", n));
    same(with_short(static_cast<short>(a), static_cast<short>(b)), all, with("short", n));
  }
  same(upwards(5, 2), 0L, "nothing to do");
  same(downwards(5, 2), 0L, "nothing to do downwards");
  same(with_size(5, 2), 0L, "nothing to do without a sign");
}

TEST_CASE("an index compares with its bound as C++ has it") {
  for (const long first : {-3L, -1L, 0L, 2L})
    for (const unsigned n : {0U, 4U, 9U}) {
      const int from = static_cast<int>(first);
      long less = 0, most = 0, wide = 0, other = 0, inner = 0;
      const std::vector<int> v(n);
      for (int i = from; static_cast<unsigned>(i) < n; ++i)
        ++less;
      for (int i = from; static_cast<std::size_t>(i) <= v.size(); ++i)
        ++most;
      for (long i = first; i < static_cast<long>(n); ++i)
        ++wide;
      for (long j = 0; j < 3; ++j)
        for (int i = from; static_cast<unsigned>(i) < n; ++i)
          ++inner;
      for (int i = static_cast<int>(n); static_cast<unsigned>(i) > 2; --i)
        ++other;
      same(less_than(from, n), less, with("<", first, n));
      same(at_most(from, v), most, with("<=", first, n));
      same(less_than_wide(from, n), wide, with("long", first, n));
      same(more_than(n), other, with(">", first, n));
      same(less_than_inside(from, n), inner, with("inside", first, n));
    }
}

TEST_CASE("bounds and bodies of a loop are any expressions and statements") {
  for (const long n : loop_sizes) {
    std::vector<long> v(static_cast<std::size_t>(n));
    long wanted = 0, pairs = 0, below = 0, odd = 0, even = 0, things = 0;
    for (long i = 0; i < n; ++i) {
      v[i] = scrambled(i);
      if (i >= std::max(n / 3, 1L) && i < n - n % 2)
        wanted += v[i];
      for (long j = 1; j <= 5; ++j)
        pairs += (i + 1) * 100 + j;
      for (long j = 0; j <= i; ++j)
        below += 7 * i + j;
      if (i % 3 != 0) {
        odd += i % 2 ? i : 0;
        even += (i % 2 == 0 && i % 5 != 0 ? i : 0) + (i % 4 == 1 ? 2 : i % 4 == 2 ? 3 : -1);
      }
      long k = i % 5;
      things += 4 * i + 6 + k;
      for (++k; k < 3; ++k)
        things += k;
    }
    std::vector<long> w(static_cast<std::size_t>(n));
    with_directive(w);
    same(w, v, with("directive", n));
    same(over_expressions(n, v), wanted, with("bounds", n));
    same(nested(n, 5), pairs, with("nested", n));
    same(nested(5, 0), 0L, "nested, empty inside");
    same(triangle(n), below, with("triangle", n));
    same(conditional_bodies(n), 100000 * odd + even, with("conditions", n));
    same(private_things(n), things, with("private variables", n));
  }
}
