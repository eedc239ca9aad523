// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops whose iterations depend on each other, and reads through index arrays, in the form of generated code.
#include "loops.hpp"

#include <array>
#include <numeric>
#include <random>

namespace rt = njmpi::rt;
using njmpi::field;

namespace {

using offset = std::array<long, 3>;

double initial(long i, long j, long k) { return double((i * 37 + j * 11 + k * 5) % 23) / 8; }

// u(i, j, k) = some mixture of u at offsets, over a box, in the given directions.
struct sweep {
  std::array<long, 3> extent;
  std::array<long, 3> step;
  std::array<int, 3> grid;
  std::vector<offset> reads;
  long margin;

  long first(int l) const { return step[l] > 0 ? margin : extent[l] - 1 - margin; }
  long last(int l) const { return step[l] > 0 ? extent[l] - margin : margin - 1; }

  std::vector<double> serial() const {
    const auto [n, m, q] = extent;
    std::vector<double> u;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        for (long k = 0; k < q; ++k)
          u.push_back(initial(i, j, k));
    const auto at = [&](long i, long j, long k) -> double& {
      return u[static_cast<std::size_t>((i * m + j) * q + k)];
    };
    for (long i = first(0); step[0] > 0 ? i < last(0) : i > last(0); i += step[0])
      for (long j = first(1); step[1] > 0 ? j < last(1) : j > last(1); j += step[1])
        for (long k = first(2); step[2] > 0 ? k < last(2) : k > last(2); k += step[2]) {
          double v = 0.25 * at(i, j, k);
          for (const offset& o : reads)
            v = 0.5 * v + at(i + o[0], j + o[1], k + o[2]);
          at(i, j, k) = v;
        }
    return u;
  }

  std::vector<double> distributed(long* messages = nullptr) const {
    static rt::loop_site site{__FILE__, __LINE__, rt::pipelined};
    field<double, 3> u({extent[0], extent[1], extent[2]}, {.grid = grid});
    u.assign(initial);
    const counts counted;
    rt::loop loop(site,
                  {{first(0), last(0), step[0]}, {first(1), last(1), step[1]}, {first(2), last(2), step[2]}});
    auto& f0 = u;
    loop.write(f0, {{0, 1, 0}, {1, 1, 0}, {2, 1, 0}});
    loop.read(f0, {{0, 1, 0}, {1, 1, 0}, {2, 1, 0}});
    for (const offset& o : reads)
      loop.read(f0, {{0, 1, o[0]}, {1, 1, o[1]}, {2, 1, o[2]}});
    while (loop.next()) {
      const auto u = loop.view_of(f0);
      const long e0 = loop.last<long>(0, last(0));
      const long e1 = loop.last<long>(1, last(1));
      const long e2 = loop.last<long>(2, last(2));
      for (long i = loop.first<long>(0, first(0)); step[0] > 0 ? i < e0 : i > e0; i += step[0])
        for (long j = loop.first<long>(1, first(1)); step[1] > 0 ? j < e1 : j > e1; j += step[1])
          for (long k = loop.first<long>(2, first(2)); step[2] > 0 ? k < e2 : k > e2; k += step[2]) {
            double v = 0.25 * u(i, j, k);
            for (const offset& o : reads)
              v = 0.5 * v + u(i + o[0], j + o[1], k + o[2]);
            u(i, j, k) = v;
          }
    }
    loop.finish();
    if (messages)
      *messages = counted.all_messages();
    return u.allgather();
  }
};

// y = A x with the matrix in compressed rows; x may be read beyond its edges where it wraps around.
struct matrix {
  std::vector<int> ptr{0};
  std::vector<long> col;
  std::vector<double> a;
};

void multiply(field<double, 1>& y, const matrix& m, const field<double, 1>& x, unsigned long& njmpi_entry,
              double& norm) {
  static rt::loop_site site{__FILE__, __LINE__};
  const long n = y.extent(0);
  rt::loop loop(site, {{0, n, 1}});
  auto& f0 = y;
  auto& f1 = x;
  loop.write(f0, {{0, 1, 0}});
  const int x0 = loop.indirect(
      f1, {{m.ptr.data(), m.ptr.size() * sizeof(int)}, {m.col.data(), m.col.size() * sizeof(long)}},
      njmpi_entry);
  while (loop.unknown(x0))
    for (long i = loop.first<long>(0, 0), e0 = loop.last<long>(0, n); i < e0; ++i)
      for (int k = m.ptr[static_cast<std::size_t>(i)]; k < m.ptr[static_cast<std::size_t>(i + 1)]; ++k)
        loop.needs(x0, m.col[static_cast<std::size_t>(k)]);
  loop.reduce(norm, rt::combine::sum);
  while (loop.next()) {
    const auto y = loop.view_of(f0);
    const auto x = loop.view_of(f1);
    for (long i = loop.first<long>(0, 0), e0 = loop.last<long>(0, n); i < e0; ++i) {
      double sum = 0;
      for (int k = m.ptr[static_cast<std::size_t>(i)]; k < m.ptr[static_cast<std::size_t>(i + 1)]; ++k)
        sum += m.a[static_cast<std::size_t>(k)] * x(m.col[static_cast<std::size_t>(k)]);
      y(i) = sum;
      norm += sum;
    }
  }
  loop.finish();
}

std::vector<double> multiply(const matrix& m, const std::vector<double>& x) {
  std::vector<double> y;
  const long n = static_cast<long>(x.size());
  for (std::size_t i = 0; i + 1 < m.ptr.size(); ++i) {
    double sum = 0;
    for (int k = m.ptr[i]; k < m.ptr[i + 1]; ++k)
      sum += m.a[static_cast<std::size_t>(k)] *
             x[static_cast<std::size_t>((m.col[static_cast<std::size_t>(k)] + n) % n)];
    y.push_back(sum);
  }
  return y;
}

} // namespace

TEST_CASE("wavefronts keep the serial order of every dependence") {
  const int p = world_size();
  std::vector<std::vector<offset>> patterns{
      {{-1, 0, 0}},
      {{-1, 0, 0}, {0, -1, 0}},
      {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}},
      {{-1, -1, 0}, {1, 1, 0}},
      {{-1, 1, 0}, {0, -1, 0}, {0, 1, 0}},
      {{-1, -1, 0}, {-1, 0, 0}, {-1, 1, 0}, {0, -1, 0}, {0, 1, 0}, {1, -1, 0}, {1, 0, 0}, {1, 1, 0}},
      {{1, -1, 0}, {0, -1, 0}},
      {{-2, 1, 0}, {0, -2, 0}, {2, 2, 0}},
      {{0, 0, -1}, {0, -1, 1}, {-1, 0, 0}},
      {{-1, 0, 0}, {0, -1, 0}, {0, 0, -1}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
  };
  const std::vector<std::array<int, 3>> grids{{0, 0, 1}, {p, 1, 1}, {1, p, 1}, {0, 0, 0}};
  const std::vector<std::array<long, 3>> steps{{1, 1, 1}, {-1, -1, -1}, {1, -1, 1}, {2, 1, 1}, {-1, 2, -2}};
  int number = 0;
  for (const auto& reads : patterns)
    for (const auto& grid : grids)
      for (const auto& step : steps) {
        ++number;
        if (p > 4 && number % 5 != 0) // many ranks share few processors here
          continue;
        const sweep s{{9, 13, 6}, step, grid, reads, 2};
        expect(s.distributed() == s.serial(), "sweep " + std::to_string(number));
      }
}

TEST_CASE("a wavefront sends few messages") {
  for (const std::array<int, 3> grid :
       {std::array{0, 0, 1}, std::array{world_size(), 1, 1}, std::array{1, world_size(), 1}}) {
    const sweep s{{1000, 1000, 1}, {1, 1, 1}, grid, {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}}, 0};
    sweep inner = s;
    inner.extent = {1000, 1000, 3};
    inner.margin = 1;
    long messages = 0;
    const std::vector<double> result = inner.distributed(&messages);
    if (world_size() == 4)
      CHECK(messages <= 49);
    expect(result == inner.serial(), "the wide sweep");
  }
}

TEST_CASE("reads through an index array fetch what is needed, and keep the list") {
  const long n = 53;
  std::mt19937 random(3);
  matrix m;
  for (long i = 0; i < n; ++i) {
    for (long k = 0; k < i % 5; ++k) {
      m.col.push_back(std::uniform_int_distribution<long>(0, n - 1)(random));
      m.a.push_back(double(k + 1));
    }
    m.ptr.push_back(static_cast<int>(m.col.size()));
  }
  field<double, 1> x({n});
  field<double, 1> y({n});
  std::vector<double> v(static_cast<std::size_t>(n));
  std::iota(v.begin(), v.end(), 1.0);
  x.scatter(v);
  const auto check = [&](const char* what) {
    const std::vector<double> expected = multiply(m, v);
    expect(y.allgather() == expected, what);
  };

  unsigned long entry = 0;
  double norm = 0.5;
  const counts first;
  multiply(y, m, x, entry, norm);
  // Each rank receives every element that it reads of others once.
  long elements = 0;
  const rt::distribution& cut = *x.state().cut;
  for (int rank = 0; rank < world_size(); ++rank) {
    std::vector<bool> seen(static_cast<std::size_t>(n));
    for (long i = cut.first(0, rank); i < cut.first(0, rank + 1); ++i)
      for (int k = m.ptr[static_cast<std::size_t>(i)]; k < m.ptr[static_cast<std::size_t>(i + 1)]; ++k)
        seen[static_cast<std::size_t>(m.col[static_cast<std::size_t>(k)])] = true;
    for (long j = 0; j < n; ++j)
      elements +=
          seen[static_cast<std::size_t>(j)] && (j < cut.first(0, rank) || j >= cut.first(0, rank + 1));
  }
  const long bytes = first.all_bytes();
  CHECK(bytes == 8 * elements);
  check("the first product");
  const std::vector<double> product = multiply(m, v);
  CHECK(norm == std::accumulate(product.begin(), product.end(), 0.5));

  const counts again;
  norm = 0;
  multiply(y, m, x, entry, norm);
  CHECK(again.all_messages() == 0);
  CHECK(again.collectives() == (world_size() > 1 ? 1 : 0)); // the sum

  v[3] = -7;
  x.scatter(v);
  const counts changed;
  multiply(y, m, x, entry, norm);
  CHECK(changed.all_bytes() == 8 * elements);
  CHECK(changed.collectives() == (world_size() > 1 ? 1 : 0));
  check("other values");

  // A new call of the kernel sees that the array has other contents.
  for (long& c : m.col)
    c = (c * 7 + 1) % n;
  entry = 0;
  multiply(y, m, x, entry, norm);
  check("another matrix");
  std::swap(m.a.front(), m.a.back());
  entry = 0;
  const counts same;
  multiply(y, m, x, entry, norm);
  CHECK(same.all_messages() == 0);
  check("the same matrix");
}

TEST_CASE("indices that wrap around") {
  const long n = 10;
  matrix m;
  for (long i = 0; i < n; ++i) {
    m.col.push_back(i - 1);
    m.a.push_back(2);
    m.ptr.push_back(static_cast<int>(m.col.size()));
  }
  field<double, 1> x({n}, {.periodic = {true}});
  field<double, 1> y({n});
  std::vector<double> v(static_cast<std::size_t>(n));
  std::iota(v.begin(), v.end(), 1.0);
  x.scatter(v);
  unsigned long entry = 0;
  double norm = 0;
  multiply(y, m, x, entry, norm);
  expect(y.allgather() == multiply(m, v), "neighbours in a ring");
}

TEST_CASE("elements of all sizes are fetched one by one and in rows") {
  const long n = 96;
  std::vector<long> scattered, rows, neighbours;
  for (long i = 0; i < n; ++i) {
    scattered.push_back((n - 1 - i) * 7 % n);
    rows.push_back((i / 8 * 24 + i % 8) % n); // eight side by side, then a gap
    neighbours.push_back((i + 16) % n);
  }
  for (const auto& from : {scattered, rows, neighbours}) {
    CHECK(look_up<double>(njmpi::world(), n, from));
    CHECK(look_up<float>(njmpi::world(), n, from));
    CHECK(look_up<long double>(njmpi::world(), n, from));
    CHECK(look_up<char>(njmpi::world(), n, from));
  }
}

TEST_CASE("a wavefront whose first iteration reads nothing of the one before") {
  static rt::loop_site site{__FILE__, __LINE__, rt::pipelined};
  for (const long n : {1L, 2L, 5L, 9L}) {
    field<double, 1> u({n});
    rt::loop loop(site, {{0, n, 1}});
    loop.write(u, {{0, 1, 0}});
    loop.read(u, {{0, 1, -1}}, -1, rt::guarded);
    while (loop.next()) {
      const auto at = loop.view_of(u);
      for (long i = loop.first<long>(0, 0); i < loop.last<long>(0, n); ++i)
        at(i) = i > 0 ? at(i - 1) + double(i) : 1;
    }
    loop.finish();
    CHECK(u.at(n - 1) == 1 + double(n * (n - 1) / 2));
  }
}
