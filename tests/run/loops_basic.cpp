// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotated loops as they are spelled: every place a loop can stand in, every way to write its header and to name
// its arrays. What the loops compute is simple; each is compared with the same loop run serially.
#include "check.hpp"
#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace {

using njmpi::field;

double made(long i, long j = 0) { return static_cast<double>((i * 7919 + j * 104729 + 12347) % 1009) / 8; }

std::vector<double> serial(long n) {
  std::vector<double> x(static_cast<std::size_t>(n));
  for (long i = 0; i < n; ++i)
    x[static_cast<std::size_t>(i)] = made(i);
  return x;
}
field<double, 1> numbers(long n) {
  field<double, 1> u({n}, {.ghost = {1}});
  u.assign([](long i) { return made(i); });
  return u;
}

// ---- headers -----------------------------------------------------------------------------------

constexpr long bounds_of = 23;

// Each counts the even or all indices of 3 .. 22 in another spelling, and adds their values.
[[njmpi::kernel]] std::vector<double> headers(const std::vector<double>& x) {
  std::vector<double> sums(12);
  double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
  [[njmpi::loop]] for (int i = 3; i < 23; ++i) a += x[static_cast<std::size_t>(i)];
  [[njmpi::loop]] for (std::size_t i = 3; i <= 22; i++) b += x[i];
  [[njmpi::loop]] for (auto i = 22u; i >= 3; --i) c += x[i];
  [[njmpi::loop]] for (short i = 22; 2 < i; i -= 1) d += x[static_cast<std::size_t>(i)];
  [[njmpi::loop]] for (unsigned long i{3}; i != 23; ++i) e += x[i];
  [[njmpi::loop]] for (long i(22); i != 2; --i) f += x[static_cast<std::size_t>(i)];
  [[njmpi::loop]] for (std::uint8_t i = 3; i < bounds_of; i = static_cast<std::uint8_t>(i + 1)) g += x[i];
  const int step = 1;
  [[njmpi::loop]]
  for (long i = 3;
       i < bounds_of; // a comment in the header
       i += step)
    h += x[static_cast<std::size_t>(i)];
  sums = {a, b, c, d, e, f, g, h};
  return sums;
}

[[njmpi::kernel]] std::array<long, 4> indices_after(field<double, 2>& u, long empty) {
  long i = -7, j = -9, k = -11, l = -13;
  [[njmpi::loop]] for (i = 1; i < u.extent(0); i += 2)
    for (j = 0; j < u.extent(1); ++j)
      u(i, j) = 1;
  [[njmpi::loop]] for (k = 5; k < empty; ++k)
    for (l = 0; l < u.extent(1); ++l)
      u(k, l) = 2;
  return {i, j, k, l};
}

[[njmpi::kernel]] void triangle(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = i; j < u.extent(1); ++j)
      u(i, j) = made(i, j);
}
[[njmpi::kernel]] void triangle_down(field<double, 2>& u) {
  [[njmpi::loop]] for (int i = 0; i < u.extent(0); ++i)
    for (int j = i; j >= 0; j -= 2)
      u(i, j) = made(j, i);
}

// ---- places ------------------------------------------------------------------------------------

[[njmpi::kernel]] void in_branches(field<double, 1>& u, int which) {
  const long n = u.extent(0);
  if (which == 0)
    [[njmpi::loop]] for (long i = 0; i < n; ++i) u(i) = 1;
  else if (which == 1)
    [[njmpi::loop]] for (long i = 0; i < n; ++i) { u(i) = 2; }
  else
    switch (which) {
    case 2:
      [[njmpi::loop]] for (long i = 0; i < n; ++i)
        if (i % 2 == 0)
          u(i) = 3;
        else
          u(i) = 4;
      break;
    default: {
      [[njmpi::loop]] for (long i = 0; i < n; ++i);
    }
    }
}

template <class T, int N> struct holder {
  field<T, N> u;
  T least{};
  [[njmpi::kernel]] void set(T value) {
    [[njmpi::loop]] for (int i = 0; i < u.extent(0); ++i) {
      u(i) = value + static_cast<T>(i);
      this->least = std::min(this->least, this->u(i));
    }
  }
};

template <class T, class I> [[njmpi::kernel]] T add(field<T, 1>& u, const field<T, 1>& v, I first) {
  T total = 0;
  [[njmpi::loop]] for (I i = first; i < static_cast<I>(u.extent(0) - 1); ++i) {
    u(i) += v(i - 1) + v(i + 1);
    total += static_cast<T>(1);
  }
  return total;
}

[[njmpi::kernel]] double in_lambdas(field<double, 1>& u) {
  double most = 0;
  auto run = [&](auto factor) {
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) {
      u(i) = factor * static_cast<decltype(factor)>(i % 5);
      most = std::max(most, u(i));
    }
  };
  run(2.0);
  run(3.0f);
  return most;
}

#define EACH(index, n) for (long index = 0; index < (n); ++index)
#define AT(u, i) u((i))
#define PASS(...) __VA_ARGS__

[[njmpi::kernel]] double in_macros(const std::vector<double>& x) {
  double sum = 0, other = 0;
  [[njmpi::loop]] EACH(i, static_cast<long>(x.size())) sum += x[static_cast<std::size_t>(i)];
  PASS([[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i) { other += x[i]; })
  return sum + 2 * other;
}
[[njmpi::kernel]] void macros_inside(field<double, 1>& u, const field<double, 1>& v) {
#define LENGTH u.extent(0)
  [[njmpi::loop]] for (long i = 1; i < LENGTH - 1; ++i) {
    AT(u, i) = AT(v, i - 1);
#ifdef NDEBUG
    AT(u, i) += 1;
#else
    AT(u, i) += 1;
#endif
  }
}

// ---- arrays, and their names -------------------------------------------------------------------

struct state {
  field<double, 1> u, v;
  std::vector<field<double, 1>> more;
};

[[njmpi::kernel]] void members(state& s, field<double, 1>* pointer) {
  auto& [u, v, more] = s;
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    u(i) = s.v(i - 1) + s.more[1](i + 1);
    (*pointer)(i) = u(i);
  }
}

// Names that the generated text has, too.
[[njmpi::kernel]] double names(field<double, 1>& loop, const field<double, 1>& box) {
  double njmpi_loop = 0;
  const long row = loop.extent(0), first = 1;
  [[njmpi::loop]] for (long site = first; site < row - 1; ++site) {
    loop(site) = box(site - 1) * 2;
    njmpi_loop += static_cast<double>(site);
  }
  return njmpi_loop;
}

namespace inner {
namespace njmpi {
[[maybe_unused]] int rt = 0;
}
[[njmpi::kernel]] void hidden(field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) = 5;
}
} // namespace inner

[[njmpi::kernel]] void replicated(std::vector<double>& a, double* p, std::span<double> s, double (&c)[4][5],
                                  std::vector<std::array<int, 3>>& triples, long n) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    a[static_cast<std::size_t>(i)] = made(i);
    p[i + 1] = made(i, 1);
    s[static_cast<std::size_t>(n - 1 - i)] = made(i, 2);
  }
  [[njmpi::loop]] for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 5; ++j)
      c[i][j] = made(i, j);
  [[njmpi::loop]] for (std::size_t i = 0; i < triples.size(); ++i)
    for (std::size_t j = 0; j < 3; ++j)
      triples[i][j] = static_cast<int>(10 * i + j);
}

[[njmpi::kernel]] double ranged(std::vector<double>& a, const std::array<double, 7>& b) {
  [[njmpi::loop]] for (double& x : a) x = 2 * x + 1;
  double sum = 0;
  [[njmpi::loop]] for (const auto y : b) sum += y;
  return sum;
}

[[njmpi::kernel]] double over_comm(const njmpi::comm& c, long n) {
  double sum = 0;
  [[njmpi::loop(comm = c)]] for (long i = 0; i < n; ++i) sum += static_cast<double>(i);
  return njmpi::size(c) > 0 ? sum : 0;
}

[[njmpi::kernel]] std::array<double, 3> least(const field<double, 2>& u) {
  double best = 1e300;
  long at_i = -1, at_j = -1;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      if (u(i, j) < best) {
        best = u(i, j);
        at_i = i;
        at_j = j;
      }
  return {best, static_cast<double>(at_i), static_cast<double>(at_j)};
}

[[njmpi::kernel]] void transposed(field<double, 2>& a, const field<double, 2>& b) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    for (long j = 0; j < a.extent(1); ++j)
      a(i, j) = b(j, i) + b(0, j);
}

[[njmpi::kernel]] void multiply(const std::vector<long>& ptr, const std::vector<int>& col, const field<double, 1>& x,
                                field<double, 1>& y) {
  [[njmpi::loop]] for (long i = 0; i < y.extent(0); ++i) {
    double sum = 0;
    for (long k = ptr[static_cast<std::size_t>(i)]; k < ptr[static_cast<std::size_t>(i) + 1]; ++k)
      sum += x(col[static_cast<std::size_t>(k)]);
    y(i) = sum;
  }
}

[[njmpi::kernel]] void edges(field<double, 2>& u) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j) {
    u(0, j) = u(1, j) + 1;
    if (j % 2 == 0)
      u(n - 1, j) = u(n - 2, j) - 1;
  }
}

void same(const std::vector<double>& found, const std::vector<double>& wanted, const std::string& what) {
  expect(found == wanted, what);
}

} // namespace

TEST_CASE("headers of every spelling") {
  const std::vector<double> x = serial(30);
  const double wanted = std::accumulate(x.begin() + 3, x.begin() + 23, 0.0);
  for (const double found : headers(x))
    CHECK(std::abs(found - wanted) < 1e-9);
}

TEST_CASE("indices that outlive the loop") {
  field<double, 2> u({8, 5});
  CHECK(indices_after(u, 5) == std::array<long, 4>{9, 5, 5, -13});
  CHECK(indices_after(u, 3) == std::array<long, 4>{9, 5, 5, -13});
  CHECK(indices_after(u, 7) == std::array<long, 4>{9, 5, 7, 5});
}

TEST_CASE("bounds that depend on an outer index") {
  const long n = 9;
  field<double, 2> u({n, n}), v({n, n});
  triangle(u);
  triangle_down(v);
  std::vector<double> up(81), down(81);
  for (long i = 0; i < n; ++i) {
    for (long j = i; j < n; ++j)
      up[static_cast<std::size_t>(i * n + j)] = made(i, j);
    for (long j = i; j >= 0; j -= 2)
      down[static_cast<std::size_t>(i * n + j)] = made(j, i);
  }
  same(u.allgather(), up, "upwards");
  same(v.allgather(), down, "downwards");
}

TEST_CASE("loops in branches") {
  for (const long n : {1, 6, 11})
    for (int which = 0; which < 4; ++which) {
      field<double, 1> u({n});
      u.fill(9);
      in_branches(u, which);
      std::vector<double> wanted(static_cast<std::size_t>(n), which == 0 ? 1 : which == 1 ? 2 : which == 2 ? 4 : 9);
      for (std::size_t i = 0; which == 2 && i < wanted.size(); i += 2)
        wanted[i] = 3;
      same(u.allgather(), wanted, "branch " + std::to_string(which));
    }
}

TEST_CASE("loops in templates, members and lambdas") {
  holder<float, 1> f{field<float, 1>({7}), {}};
  f.set(-3);
  CHECK(f.u.allgather() == std::vector<float>{-3, -2, -1, 0, 1, 2, 3});
  CHECK(f.least == -3);
  holder<long, 1> l{field<long, 1>({3}), {}};
  l.set(-30);
  CHECK(l.u.allgather() == std::vector<long>{-30, -29, -28});
  CHECK(l.least == -30);

  field<double, 1> u = numbers(12), v = numbers(12);
  CHECK(add(u, v, 1L) == 10);
  CHECK(add(u, v, static_cast<short>(2)) == 9);
  std::vector<double> x = serial(12), y = x;
  for (std::size_t i = 1; i < 11; ++i)
    x[i] += y[i - 1] + y[i + 1];
  for (std::size_t i = 2; i < 11; ++i)
    x[i] += y[i - 1] + y[i + 1];
  same(u.allgather(), x, "sum");

  CHECK(in_lambdas(u) == 12);
  CHECK(u.allgather()[4] == 12);
}

TEST_CASE("loops and macros") {
  const std::vector<double> x = serial(17);
  CHECK(std::abs(in_macros(x) - 3 * std::accumulate(x.begin(), x.end(), 0.0)) < 1e-9);
  field<double, 1> u({10}), v = numbers(10);
  macros_inside(u, v);
  std::vector<double> wanted(10);
  for (long i = 1; i < 9; ++i)
    wanted[static_cast<std::size_t>(i)] = made(i - 1) + 1;
  same(u.allgather(), wanted, "macros inside");
}

TEST_CASE("arrays of every spelling") {
  state s{numbers(10), numbers(10), {}};
  s.more.push_back(numbers(10));
  s.more.push_back(numbers(10));
  field<double, 1> other({10});
  members(s, &other);
  std::vector<double> wanted = serial(10);
  for (long i = 1; i < 9; ++i)
    wanted[static_cast<std::size_t>(i)] = made(i - 1) + made(i + 1);
  same(s.u.allgather(), wanted, "members");
  wanted.front() = wanted.back() = 0;
  same(other.allgather(), wanted, "behind a pointer");

  field<double, 1> u({10}), v = numbers(10);
  CHECK(names(u, v) == 36);
  for (long i = 1; i < 9; ++i)
    wanted[static_cast<std::size_t>(i)] = made(i - 1) * 2;
  same(u.allgather(), wanted, "names");
  inner::hidden(u);
  same(u.allgather(), std::vector<double>(10, 5), "hidden");
}

TEST_CASE("ordinary arrays come out whole") {
  const long n = 13;
  std::vector<double> a(13), p(15), s(13);
  double c[4][5] = {};
  std::vector<std::array<int, 3>> triples(5);
  replicated(a, p.data(), s, c, triples, n);
  for (long i = 0; i < n; ++i) {
    CHECK(a[static_cast<std::size_t>(i)] == made(i));
    CHECK(p[static_cast<std::size_t>(i) + 1] == made(i, 1));
    CHECK(s[static_cast<std::size_t>(n - 1 - i)] == made(i, 2));
  }
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 5; ++j)
      CHECK(c[i][j] == made(i, j));
  for (std::size_t i = 0; i < triples.size(); ++i)
    CHECK(triples[i] == std::array{static_cast<int>(10 * i), static_cast<int>(10 * i + 1), static_cast<int>(10 * i + 2)});

  std::vector<double> r = serial(6);
  CHECK(ranged(r, {1, 2, 3, 4, 5, 6, 7}) == 28);
  for (long i = 0; i < 6; ++i)
    CHECK(r[static_cast<std::size_t>(i)] == 2 * made(i) + 1);
}

TEST_CASE("loops over a communicator") {
  const njmpi::comm half = njmpi::world().split(world_rank() % 2, 0);
  CHECK(over_comm(half, 100 + world_rank() % 2) == 4950 + 100 * (world_rank() % 2));
  CHECK(over_comm(njmpi::self(), 10) == 45);
}

TEST_CASE("minima with their places, copies, lists, edges") {
  field<double, 2> u({7, 9});
  u.assign([](long i, long j) { return static_cast<double>((i * 5 + j * 3) % 11); });
  const std::array<double, 3> found = least(u);
  CHECK(found == std::array<double, 3>{0, 0, 0});
  u.assign([](long i, long j) { return static_cast<double>(3 - (i >= 3 && j >= 4)); });
  CHECK(least(u) == std::array<double, 3>{2, 3, 4});

  field<double, 2> a({6, 6}), b({6, 6});
  b.assign([](long i, long j) { return made(i, j); });
  transposed(a, b);
  const std::vector<double> all = a.allgather();
  for (long i = 0; i < 6; ++i)
    for (long j = 0; j < 6; ++j)
      CHECK(all[static_cast<std::size_t>(i * 6 + j)] == made(j, i) + made(0, j));

  const field<double, 1> x = numbers(20);
  field<double, 1> y({20});
  std::vector<long> ptr{0};
  std::vector<int> col;
  std::vector<double> wanted;
  for (int i = 0; i < 20; ++i) {
    double sum = 0;
    for (int k = 0; k < i % 4; ++k) {
      col.push_back((7 * i + 11 * k) % 20);
      sum += made(col.back());
    }
    ptr.push_back(static_cast<long>(col.size()));
    wanted.push_back(sum);
  }
  for (int again = 0; again < 3; ++again) {
    multiply(ptr, col, x, y);
    same(y.allgather(), wanted, "sparse");
  }
  col[4] = 19 - col[4];
  double sum = 0;
  for (long k = ptr[3]; k < ptr[4]; ++k)
    sum += made(col[static_cast<std::size_t>(k)]);
  wanted[3] = sum;
  multiply(ptr, col, x, y);
  if (ptr[3] <= 4 && 4 < ptr[4])
    same(y.allgather(), wanted, "sparse, another list");

  edges(u);
  const std::vector<double> after = u.allgather();
  for (long j = 0; j < 9; ++j) {
    CHECK(after[static_cast<std::size_t>(j)] == 4);
    CHECK(after[static_cast<std::size_t>(54 + j)] == (j % 2 == 0 ? (j >= 4 ? 1 : 2) : (j >= 4 ? 2 : 3)));
  }
}

namespace {
// Attributes and pragmas leave a nest what it is, and a break in an inner loop leaves that one.
[[njmpi::kernel]] double marked(njmpi::field<double, 2>& u, long& row, const std::vector<int>& last) {
  double least = 1e9;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
#pragma GCC unroll 4
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) = static_cast<double>((7 * i + 3 * j) % 11 - 4);
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    [[likely]] for (long j = 0; j < u.extent(1); ++j) {
      if ((i + j) % 2 == 0) [[unlikely]]
        continue;
      u(i, j) += 0.5;
    }
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      if (u(i, j) < least) [[unlikely]] {
        least = u(i, j);
        row = i;
      }
  double sum = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < last.size(); ++i)
    for (int k = 0; k < 9; ++k) {
      if (k == last[i]) [[unlikely]]
        break;
      sum += k;
    }
  return least + 100 * sum;
}
} // namespace

TEST_CASE("attributes, pragmas, and breaks of inner loops") {
  njmpi::field<double, 2> u({9, 8});
  double least = 1e9, sum = 0;
  long row = -1, found = -1;
  const std::vector<int> last{3, 20, 0, 1, 5};
  for (long i = 0; i < 9; ++i)
    for (long j = 0; j < 8; ++j)
      if (const double x = static_cast<double>((7 * i + 3 * j) % 11 - 4) + ((i + j) % 2 == 0 ? 0 : 0.5); x < least) {
        least = x;
        found = i;
      }
  for (const int end : last)
    for (int k = 0; k < std::min(end, 9); ++k)
      sum += k;
  CHECK(marked(u, row, last) == least + 100 * sum);
  CHECK(row == found);
}
