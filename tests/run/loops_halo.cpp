// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Halos and copies of loops over fields, in the form of generated code: what arrives, and how much is sent
// for it.
#include "loops.hpp"

namespace rt = njmpi::rt;
using njmpi::field;

namespace {

// Elements are never written outside of loops in this file, and fields of double are not in others: their
// halos are trusted.
void five_points(field<double, 2>& next, const field<double, 2>& now) {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = now.extent(0);
  const long m = now.extent(1);
  rt::loop loop(site, {{1, n - 1, 1}, {1, m - 1, 1}});
  auto& f0 = next;
  auto& f1 = now;
  loop.write(f0, {{0, 1, 0}, {1, 1, 0}});
  loop.read(f1, {{0, 1, -1}, {1, 1, 0}});
  loop.read(f1, {{0, 1, 1}, {1, 1, 0}});
  loop.read(f1, {{0, 1, 0}, {1, 1, -1}});
  loop.read(f1, {{0, 1, 0}, {1, 1, 1}});
  while (loop.next()) {
    const auto next = loop.view_of(f0);
    const auto now = loop.view_of(f1);
    for (long i = loop.first<long>(0, 1), e0 = loop.last<long>(0, n - 1); i < e0; ++i)
      for (long j = loop.first<long>(1, 1), e1 = loop.last<long>(1, m - 1); j < e1; ++j)
        next(i, j) = now(i - 1, j) + 2 * now(i + 1, j) + 3 * now(i, j - 1) + 5 * now(i, j + 1);
  }
  loop.finish();
}

void star(field<double, 2>& next, const field<double, 2>& now, long r) {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = now.extent(0);
  const long m = now.extent(1);
  rt::loop loop(site, {{r, n - r, 1}, {r, m - r, 1}});
  auto& f0 = next;
  auto& f1 = now;
  loop.write(f0, {{0, 1, 0}, {1, 1, 0}});
  for (const long o : {-r, r}) {
    loop.read(f1, {{0, 1, o}, {1, 1, 0}});
    loop.read(f1, {{0, 1, 0}, {1, 1, o}});
  }
  while (loop.next()) {
    const auto next = loop.view_of(f0);
    const auto now = loop.view_of(f1);
    for (long i = loop.first<long>(0, r), e0 = loop.last<long>(0, n - r); i < e0; ++i)
      for (long j = loop.first<long>(1, r), e1 = loop.last<long>(1, m - r); j < e1; ++j)
        next(i, j) = now(i - r, j) - now(i + r, j) + 3 * now(i, j - r) + 5 * now(i, j + r);
  }
  loop.finish();
}

double value(long i, long j) { return double(i * i % 31 + j * 7 % 13); }

std::vector<double> values(long n, long m) {
  std::vector<double> result(static_cast<std::size_t>(n * m));
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j)
      result[static_cast<std::size_t>(i * m + j)] = value(i, j);
  return result;
}

void transpose(field<double, 2>& a, const field<double, 2>& b) {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = a.extent(0);
  const long m = a.extent(1);
  rt::loop loop(site, {{0, n, 1}, {0, m, 1}});
  auto& f0 = a;
  auto& f1 = b;
  loop.write(f0, {{0, 1, 0}, {1, 1, 0}});
  const int c0 = loop.copy(f1, {{1, 1, 0}, {0, 1, 0}});
  while (loop.next()) {
    const auto a = loop.view_of(f0);
    const auto r0 = loop.remote(f1, c0);
    for (long i = loop.first<long>(0, 0), e0 = loop.last<long>(0, n); i < e0; ++i)
      for (long j = loop.first<long>(1, 0), e1 = loop.last<long>(1, m); j < e1; ++j)
        a(i, j) = r0(j, i);
  }
  loop.finish();
}

} // namespace

TEST_CASE("a stencil sends one message per neighbour, and only what it needs, once") {
  const long n = 1000;
  field<double, 2> a({n, n});
  field<double, 2> b({n, n});
  a.scatter(values(n, n));
  for (const long radius : {1L, 2L}) {
    b.scatter(values(n, n));
    const counts first;
    if (radius == 1)
      five_points(a, b);
    else
      star(a, b, 2);
    const long messages = first.all_messages();
    const long bytes = first.all_bytes();
    if (world_size() == 4) {
      CHECK(messages == 8);
      // The loop's bounds keep the outermost rows and columns out.
      CHECK(bytes == (radius == 1 ? 8 * 8 * 499 : 8 * 8 * 2 * 498));
    }
    CHECK(first.collectives() == 0);
    const counts again;
    if (radius == 1)
      five_points(a, b);
    else
      star(a, b, 2);
    CHECK(again.all_messages() == 0);
  }
  // What the wider star has fetched serves the narrower one where it covers it; here the bounds differ.
  const counts narrower;
  star(a, b, 1);
  star(a, b, 2);
  star(a, b, 1);
  CHECK(narrower.all_messages() <= (world_size() == 4 ? 8 : 1000));
  const std::vector<double> result = a.allgather();
  const std::vector<double> v = values(n, n);
  bool right = true;
  for (long i = 2; i < n - 2; ++i)
    for (long j = 2; j < n - 2; ++j)
      right = right && result[static_cast<std::size_t>(i * n + j)] ==
                           value(i - 1, j) - value(i + 1, j) + 3 * value(i, j - 1) + 5 * value(i, j + 1);
  expect(right, "the star");
}

TEST_CASE("two fields that take turns are exchanged every time") {
  const long n = 12;
  field<double, 2> a({n, n});
  field<double, 2> b({n, n});
  a.scatter(values(n, n));
  b.scatter(values(n, n));
  std::vector<double> now = values(n, n);
  std::vector<double> next = now;
  for (int pass = 0; pass < 5; ++pass) {
    five_points(b, a);
    swap(a, b);
    for (long i = 1; i < n - 1; ++i)
      for (long j = 1; j < n - 1; ++j) {
        const auto k = static_cast<std::size_t>(i * n + j);
        const auto row = static_cast<std::size_t>(n);
        next[k] = now[k - row] + 2 * now[k + row] + 3 * now[k - 1] + 5 * now[k + 1];
      }
    now.swap(next);
    expect(a.allgather() == now, "pass " + std::to_string(pass));
  }
}

TEST_CASE("elements that are written outside of loops are seen by the next one") {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = 3 * world_size();
  // Fields of float have an element written by name in this program, so their halos are never trusted.
  field<float, 1> a({n});
  field<float, 1> b({n}, {.periodic = {true}});
  for (int pass = 0; pass < 3; ++pass) {
    for (long i = b.owned().lo(0); i < b.owned().hi(0); ++i)
      b(i) = float(100 * pass + i);
    rt::loop loop(site, {{0, n, 1}});
    auto& f0 = a;
    const auto& f1 = b;
    loop.write(f0, {{0, 1, 0}});
    loop.read(f1, {{0, 1, -1}});
    while (const auto box = loop.next()) {
      const auto a = loop.view_of(f0);
      const auto b = loop.view_of(f1);
      for (long i = box.first(0); i < box.last(0); ++i)
        a(i) = b(i - 1);
    }
    loop.finish();
    const std::vector<float> result = a.allgather();
    bool right = true;
    for (long i = 0; i < n; ++i)
      right = right && result[static_cast<std::size_t>(i)] == float(100 * pass + (i + n - 1) % n);
    expect(right, "pass " + std::to_string(pass));
  }
}

TEST_CASE("a transposition sends each element that moves once") {
  const long n = 1000;
  field<double, 2> a({n, n}, {.grid = {world_size(), 1}});
  field<double, 2> b({n, n}, {.grid = {world_size(), 1}});
  b.scatter(values(n, n));
  const counts counted;
  transpose(a, b);
  const long messages = counted.all_messages();
  const long bytes = counted.all_bytes();
  if (world_size() == 4) {
    CHECK(messages == 12);
    CHECK(bytes == 6000000);
  }
  const counts again;
  transpose(a, b);
  CHECK(again.all_messages() == 0);
  const std::vector<double> result = a.allgather();
  bool right = true;
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < n; ++j)
      right = right && result[static_cast<std::size_t>(i * n + j)] == value(j, i);
  expect(right, "the transposed field");
}

TEST_CASE("statements whose elements live on different ranks run where they do") {
  static rt::loop_site site{__FILE__, __LINE__, 0, 2};
  for (const long n : {2L, 3L, 17L}) {
    const long m = 11;
    field<double, 2> u({n, m});
    u.scatter(values(n, m));
    rt::loop loop(site, {{1, m, 1}});
    auto& f0 = u;
    loop.write(f0, {{-1, 0, 0}, {0, 1, 0}}, 0);
    loop.write(f0, {{-1, 0, n - 1}, {0, 1, -1}}, 1);
    long both = 0;
    loop.reduce(both, rt::combine::sum);
    while (loop.next()) {
      const auto u = loop.view_of(f0);
      for (long j = loop.first<long>(0, 1), e0 = loop.last<long>(0, m); j < e0; ++j) {
        if (loop.runs(0, j)) {
          u(0, j) = double(j);
          both += 1;
        }
        if (loop.runs(1, j)) {
          u(n - 1, j - 1) = double(-j);
          both += 1000;
        }
      }
    }
    loop.finish();
    CHECK(both == 1001 * (m - 1));
    std::vector<double> v = values(n, m);
    for (long j = 1; j < m; ++j) {
      v[static_cast<std::size_t>(j)] = double(j);
      v[static_cast<std::size_t>((n - 1) * m + j - 1)] = double(-j);
    }
    expect(u.allgather() == v, "two edges of " + std::to_string(n) + " rows");
  }
}

TEST_CASE("rows that are fixed, reversed or of another shape are copied") {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = 13;
  const long m = 9;
  field<double, 2> u({n, m});
  field<double, 2> v({n, m});
  field<double, 1> w({m});
  v.scatter(values(n, m));
  w.assign([](long j) { return double(100 * j); });
  rt::loop loop(site, {{0, n, 1}, {0, m, 1}});
  auto& f0 = u;
  auto& f1 = v;
  auto& f2 = w;
  loop.write(f0, {{0, 1, 0}, {1, 1, 0}});
  const int top = loop.copy(f1, {{-1, 0, n - 2}, {1, 1, 0}});
  const int back = loop.copy(f1, {{0, -1, n - 1}, {1, -1, m - 1}});
  const int line = loop.copy(f2, {{1, 1, 0}});
  while (loop.next()) {
    const auto u = loop.view_of(f0);
    const auto r0 = loop.remote(f1, top);
    const auto r1 = loop.remote(f1, back);
    const auto r2 = loop.remote(f2, line);
    for (long i = loop.first<long>(0, 0), e0 = loop.last<long>(0, n); i < e0; ++i)
      for (long j = loop.first<long>(1, 0), e1 = loop.last<long>(1, m); j < e1; ++j)
        u(i, j) = r0(n - 2, j) + 1000 * r1(n - 1 - i, m - 1 - j) + r2(j);
  }
  loop.finish();
  const std::vector<double> result = u.allgather();
  bool right = true;
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j)
      right = right && result[static_cast<std::size_t>(i * m + j)] ==
                           value(n - 2, j) + 1000 * value(n - 1 - i, m - 1 - j) + double(100 * j);
  expect(right, "the copies");
}

TEST_CASE("a halo that each pass reads a little more of") {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = 12, m = 40;
  field<double, 2> u({n, m}, {.grid = {world_size(), 1}});
  field<double, 2> v({n, m}, njmpi::aligned_with(u));
  u.scatter(values(n, m));
  v.fill(-1);
  for (long end = 1; end <= m; ++end) {
    const counts counted;
    rt::loop loop(site, {{1, n, 1}, {0, end, 1}});
    loop.write(v, {{0, 1, 0}, {1, 1, 0}});
    loop.read(u, {{0, 1, -1}, {1, 1, 0}});
    while (loop.next()) {
      const auto to = loop.view_of(v);
      const auto from = loop.view_of(std::as_const(u));
      for (long i = loop.first<long>(0, 1); i < loop.last<long>(0, n); ++i)
        for (long j = loop.first<long>(1, 0); j < loop.last<long>(1, end); ++j)
          to(i, j) = from(i - 1, j);
    }
    loop.finish();
    CHECK(counted.all_messages() == world_size() - 1);
  }
  const std::vector<double> result = v.allgather();
  bool right = true;
  for (long i = 1; i < n; ++i)
    for (long j = 0; j < m; ++j)
      right = right && result[static_cast<std::size_t>(i * m + j)] == value(i - 1, j);
  expect(right, "the rows above");
}

TEST_CASE("a dimension that wraps around under bounds that are not known") {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = 9;
  for (const std::array<int, 2> grid : {std::array{world_size(), 1}, std::array{1, world_size()}}) {
    field<double, 2> u({n, n}, {.periodic = {false, true}, .grid = grid});
    field<double, 1> v({n});
    u.scatter(values(n, n));
    rt::loop loop(site, {{0, n, 1}, {rt::unbounded, rt::unbounded, 1}});
    loop.write(v, {{0, 1, 0}});
    loop.read(v, {{0, 1, 0}});
    const int row = loop.copy(u, {{0, 1, 0}, {1, 1, -1}}, -1, rt::guarded);
    while (const auto box = loop.next()) {
      const auto to = loop.view_of(v);
      const auto from = loop.remote(u, row);
      for (long i = box.first<long>(0); i < box.last<long>(0); ++i)
        for (long j = box.first<long>(1, {1, i + 1}); j < box.last<long>(1, {1, i + 1}); ++j)
          to(i) += from(i, j - 1);
    }
    loop.finish();
    std::vector<double> sums;
    for (long i = 0; i < n; ++i) {
      sums.push_back(0);
      for (long j = 1; j < i + 1; ++j)
        sums.back() += value(i, j - 1);
    }
    CHECK(v.allgather() == sums);
  }
}
