// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops in a row: their halos and reductions travel together, where that changes nothing.
#include "loops/loops.hpp"
#include "traffic.hpp"

#include <algorithm>

namespace {

using njmpi::field;

#ifdef __NJMPI__
constexpr bool rewritten = true;
#else
constexpr bool rewritten = false;
#endif

void count(long found, long wanted, const std::string& what) {
  if (rewritten && njmpi::size() > 1)
    expect(found == wanted, what + ": " + std::to_string(found) + ", not " + std::to_string(wanted));
}

template <class F> void fill(F& u, int salt) {
  u.assign([=](long i) { return made(i, salt); });
}

struct results {
  double sum, most, least;
  long at;
};

[[njmpi::kernel]] results two_halos(field<double, 1>& a, field<double, 1>& b, const field<double, 1>& u,
                                    const field<double, 1>& v) {
  const long n = u.extent(0);
  double sum = 0;
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i) {
    a(i) = u(i - 1) + u(i + 1);
    sum += std::round(a(i));
  }
  double most = 0, least = 1e300;
  long at = -1;
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i) {
    b(i) = v(i - 1) - v(i + 1);
    most = std::max(most, b(i));
    if (b(i) < least) {
      least = b(i);
      at = i;
    }
  }
  return {sum, most, least, at};
}

// The halo of the third loop is written by the first: it travels with that of the second.
[[njmpi::kernel]] void later(field<double, 1>& a, field<double, 1>& b, field<double, 1>& c,
                             const field<double, 1>& u) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    a(i) = u(i) * 2;
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    b(i) = u(i - 1) + u(i + 1);
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    c(i) = a(i - 1) + a(i + 1);
}

// The second loop reads what the first one writes.
[[njmpi::kernel]] double chain(field<double, 1>& a, field<double, 1>& b, const field<double, 1>& u) {
  const long n = u.extent(0);
  double most = 0;
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    a(i) = u(i - 1) + u(i + 1);
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i) {
    b(i) = a(i - 1) + a(i + 1);
    most = std::max(most, std::abs(b(i)));
  }
  return most;
}

// What stands between needs the sum, or keeps its address.
[[njmpi::kernel]] double read_between(const field<double, 1>& u) {
  double sum = 0, other = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += std::round(u(i));
  const double twice = 2 * sum;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    other += std::round(u(i)) + twice;
  return sum + other;
}
[[njmpi::kernel]] double address_between(const field<double, 1>& u) {
  double sum = 0, other = 0;
  const double* keep = &sum;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += std::round(u(i));
  const double seen = *keep;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    other += std::round(u(i)) + 1;
  return seen + other;
}
[[njmpi::kernel]] double lambda_between(const field<double, 1>& u) {
  double sum = 0, other = 0, seen = 0;
  auto look = [&] { seen = sum; };
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += std::round(u(i));
  look();
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    other += std::round(u(i)) + 1;
  return seen + other;
}
[[njmpi::kernel]] double used_by_next(const field<double, 1>& u) {
  double most = 0;
  long above = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    most = std::max(most, u(i));
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    above += u(i) > most / 2;
  return most + static_cast<double>(above);
}
[[njmpi::kernel]] double left_early(const field<double, 1>& u, int passes) {
  double sum = 0, other = 0;
  for (int pass = 0; pass < 4; ++pass) {
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      sum += std::round(u(i));
    if (pass == passes)
      break;
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      other += 1;
  }
  return sum + other;
}
// A jump into a block behind the loops, past whatever is declared before them.
[[njmpi::kernel]] double jumped(const field<double, 1>& u, bool skip) {
  double sum = 0, other = 0;
  if (skip)
    goto inside;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += std::round(u(i));
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    other += 1;
  {
  inside:
    sum += 1;
  }
  return sum + other;
}
[[njmpi::kernel]] double same_variable(const field<double, 1>& u) {
  double sum = 1;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += std::round(u(i));
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += 1;
  return sum;
}

// Bounds that are not known yet, a field that is another one then, and loops of other ranks.
[[njmpi::kernel]] void bounds_between(field<double, 1>& a, field<double, 1>& b, const field<double, 1>& u,
                                      const field<double, 1>& v) {
  long last = u.extent(0) - 1;
  [[njmpi::loop]] for (long i = 1; i < last; ++i)
    a(i) = u(i - 1) + u(i + 1);
  last = last / 2;
  [[njmpi::loop]] for (long i = 1; i < last; ++i)
    b(i) = v(i - 1) + v(i + 1);
}
[[njmpi::kernel]] void swapped_between(field<double, 1>& a, field<double, 1>& b, const field<double, 1>& u,
                                       field<double, 1>& v, field<double, 1>& w) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    a(i) = u(i - 1) + u(i + 1);
  swap(v, w);
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    b(i) = v(i - 1) + v(i + 1);
}
void change(field<double, 1>& v) { v.fill(7); }
[[njmpi::kernel]] void changed_by_a_call(field<double, 1>& a, field<double, 1>& b, const field<double, 1>& u,
                                         field<double, 1>& v) {
  const long n = u.extent(0);
  field<double, 1>* hidden = &v;
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    a(i) = u(i - 1) + u(i + 1);
  change(*hidden);
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    b(i) = v(i - 1) + v(i + 1);
}
[[njmpi::kernel]] double other_ranks(const field<double, 1>& u, const field<double, 1>& alone) {
  double sum = 0, other = 0;
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i)
    sum += std::round(u(i - 1));
  [[njmpi::loop]] for (long i = 1; i < alone.extent(0); ++i)
    other += std::round(alone(i - 1));
  return sum + other;
}

constexpr long sizes[] = {3, 5, 8, 24, 41};

[[njmpi::kernel]] void above_and_left(field<double, 2>& a, field<double, 2>& b, const field<double, 2>& u,
                                      const field<double, 2>& v) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1); ++j)
      a(i, j) = u(i - 1, j);
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1); ++j)
      b(i, j) = v(i, j - 1);
}

} // namespace

TEST_CASE("loops in a row exchange together") {
  for (const long n : sizes) {
    field<double, 1> a(n), b(n), u(n), v(n);
    fill(u, 1);
    fill(v, 2);
    std::vector<double> x(static_cast<std::size_t>(n)), y = x;
    results wanted{0, 0, 1e300, -1};
    for (long i = 1; i < n - 1; ++i) {
      x[i] = made(i - 1, 1) + made(i + 1, 1);
      y[i] = made(i - 1, 2) - made(i + 1, 2);
      wanted.sum += std::round(x[i]);
      wanted.most = std::max(wanted.most, y[i]);
      if (y[i] < wanted.least) {
        wanted.least = y[i];
        wanted.at = i;
      }
    }
    for (int pass = 0; pass < 3; ++pass) {
      fill(u, 1); // what was fetched is out of date
      fill(v, 2);
      const counts passed;
      const results found = two_halos(a, b, u, v);
      if (n >= 4 * njmpi::size())
        count(passed.all_messages(), 2 * (njmpi::size() - 1), with("messages, pass", n, pass));
      count(passed.collectives(), 1, with("allreduces, pass", n, pass));
      same(found.sum, wanted.sum, with("sum", n));
      same(found.most, wanted.most, with("most", n));
      same(found.least, wanted.least, with("least", n));
      same(found.at, wanted.at, with("place", n));
      same(a.allgather(), x, with("a", n));
      same(b.allgather(), y, with("b", n));
    }
  }
}

TEST_CASE("what a loop of the row writes is fetched after it") {
  for (const long n : sizes) {
    field<double, 1> a(n), b(n), c(n), u(n);
    std::vector<double> x(static_cast<std::size_t>(n)), y = x;
    for (long i = 1; i < n - 1; ++i) {
      x[i] = made(i - 1, 1) + made(i + 1, 1);
      y[i] = 2 * made(i - 1, 1) + 2 * made(i + 1, 1);
    }
    for (int pass = 0; pass < 2; ++pass) {
      fill(u, 1);
      const counts passed;
      later(a, b, c, u);
      if (n >= 4 * njmpi::size())
        count(passed.all_messages(), 2 * (njmpi::size() - 1), with("messages, pass", n, pass));
      same(b.allgather(), x, with("b", n));
      same(c.allgather(), y, with("c", n));
      fill(u, 1);
      const counts chained;
      const double most = chain(a, b, u);
      if (n >= 4 * njmpi::size())
        count(chained.all_messages(), 4 * (njmpi::size() - 1), with("messages of a chain, pass", n, pass));
      std::vector<double> inner(static_cast<std::size_t>(n)), outer = inner;
      for (long i = 0; i < n; ++i)
        inner[i] = i > 0 && i < n - 1 ? x[i] : 2 * made(i, 1);
      double largest = 0;
      for (long i = 1; i < n - 1; ++i) {
        outer[i] = inner[i - 1] + inner[i + 1];
        largest = std::max(largest, std::abs(outer[i]));
      }
      same(most, largest, with("largest", n));
      same(b.allgather(), outer, with("chain", n));
    }
  }
}

TEST_CASE("a reduction is there when it is needed") {
  for (const long n : sizes) {
    field<double, 1> u(n);
    fill(u, 1);
    double sum = 0, most = 0, above = 0;
    const auto size = static_cast<double>(n);
    for (long i = 0; i < n; ++i) {
      sum += std::round(made(i, 1));
      most = std::max(most, made(i, 1));
    }
    for (long i = 0; i < n; ++i)
      above += made(i, 1) > most / 2;
    same(read_between(u), sum + sum + size * (2 * sum), with("read between", n));
    same(address_between(u), sum + sum + size, with("through its address", n));
    same(lambda_between(u), sum + sum + size, with("by a lambda", n));
    same(used_by_next(u), most + above, with("by the next loop", n));
    for (int passes = 0; passes < 3; ++passes)
      same(left_early(u, passes), (passes + 1) * sum + passes * size, with("after a break", n, passes));
    same(jumped(u, false), sum + size + 1, with("not jumped", n));
    same(jumped(u, true), 1.0, with("jumped", n));
    same(same_variable(u), 1 + sum + size, with("one variable", n));
  }
}

TEST_CASE("loops that travel together have other neighbours") {
  for (const long n : loop_sizes) {
    field<double, 2> a({n, n}), b({n, n}), u({n, n}), v({n, n});
    u.assign([](long i, long j) { return made(i, j); });
    v.assign([](long i, long j) { return made(j, i); });
    above_and_left(a, b, u, v);
    const auto down = a.allgather(), right = b.allgather();
    bool all = true;
    for (long i = 1; i < n; ++i)
      for (long j = 1; j < n; ++j)
        all = all && down[static_cast<std::size_t>(i * n + j)] == made(i - 1, j) &&
              right[static_cast<std::size_t>(i * n + j)] == made(j - 1, i);
    expect(all, with("above and left", n));
  }
}

TEST_CASE("what changes between two loops") {
  for (const long n : sizes) {
    field<double, 1> a(n), b(n), u(n), v(n), w(n);
    fill(u, 1);
    fill(v, 2);
    fill(w, 3);
    std::vector<double> x(static_cast<std::size_t>(n));
    for (long i = 1; i < (n - 1) / 2; ++i)
      x[i] = made(i - 1, 2) + made(i + 1, 2);
    bounds_between(a, b, u, v);
    same(b.allgather(), x, with("bounds", n));
    for (long i = 1; i < n - 1; ++i)
      x[i] = made(i - 1, 3) + made(i + 1, 3);
    swapped_between(a, b, u, v, w);
    same(b.allgather(), x, with("swapped", n));
    for (long i = 1; i < n - 1; ++i)
      x[i] = 14;
    for (int pass = 0; pass < 2; ++pass) {
      fill(v, 2);
      changed_by_a_call(a, b, u, v);
      same(b.allgather(), x, with("changed by a call", n, pass));
    }
    double sum = 0, alone = 0;
    for (long i = 1; i < n; ++i) {
      sum += std::round(made(i - 1, 1));
      alone += std::round(made(i - 1, 4));
    }
    field<double, 1> mine(n, {.comm = njmpi::self()});
    fill(mine, 4);
    same(other_ranks(u, mine), sum + alone, with("other ranks", n));
  }
}
