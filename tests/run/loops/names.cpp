// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names that lead to fields and elements: accessors of a class, elements of a range that are taken apart in
// the loop's header, and templates whose fields are of one type here and of two there.
#include "loops.hpp"
#include <array>
#include <utility>
#include <vector>

namespace {

class model {
public:
  explicit model(long n) : u_({n, n}), v_({n, n}) {}
  njmpi::field<double, 2>& u() { return u_; }
  const njmpi::field<double, 2>& u() const { return u_; }
  njmpi::field<double, 2>& v() { return v_; }
  long nx() const { return u_.extent(0); }
  long ny() const { return u_.extent(1); }

private:
  njmpi::field<double, 2> u_, v_;
};
[[njmpi::kernel]] double step(model& m) {
  double sum = 0;
  [[njmpi::loop]] for (long i = 1; i < m.nx() - 1; ++i)
    for (long j = 0; j < m.ny(); ++j) {
      m.u()(i, j) = m.v()(i - 1, j) + m.v()(i + 1, j);
      sum += m.u()(i, j);
    }
  return sum;
}
[[njmpi::kernel]] void between(const model& from, model* to) {
  [[njmpi::loop]] for (long i = 0; i < from.u().extents()[0]; ++i)
    for (long j = 0; j < from.u().extents()[1] - 1; ++j)
      to->v()(i, j) = from.u()(i, j + 1);
}

struct particle {
  double mass, speed;
  int cell;
};
[[njmpi::kernel]] void push(std::vector<particle>& all, double force) {
  [[njmpi::loop]] for (auto& [mass, speed, cell] : all) {
    speed += force / mass;
    cell = static_cast<int>(speed) % 7;
  }
}
[[njmpi::kernel]] double most_energy(const std::vector<particle>& all) {
  double most = 0;
  [[njmpi::loop]] for (const auto& [mass, speed, cell] : all)
    most = std::max(most, mass * speed * speed + cell);
  return most;
}
[[njmpi::kernel]] int most_product(const std::vector<std::pair<int, int>>& pairs) {
  int most = -1;
  [[njmpi::loop]] for (auto [a, b] : pairs)
    most = std::max(most, a * b % 11);
  return most;
}

using rows = std::vector<std::vector<int>>;
struct tables {
  std::vector<int> w[3];
  std::array<std::vector<double>, 2> d;
};
[[njmpi::kernel]] void viterbi(rows& back, const std::vector<int>& cost, int n) {
  for (std::size_t t = 1; t < back.size(); ++t) {
    auto& row = back[t];
    [[njmpi::loop]] for (int s = 0; s < n; ++s)
      row[s] = back[t - 1][(s + 1) % n] + cost[s] * static_cast<int>(t);
  }
}
[[njmpi::kernel]] void add_rows(rows& m, int n) {
  for (int t = 1; t < static_cast<int>(m.size()); ++t) [[njmpi::loop]]
    for (int s = 0; s < n; ++s)
      m[t][s] += 2 * m[t - 1][s] + m[0][n - 1 - s];
}
// Rows that there need not be.
[[njmpi::kernel]] void perhaps(const rows& m, std::vector<int>& a, int k, int n) {
  [[njmpi::loop]] for (int s = 0; s < n; ++s) {
    if (k >= 0)
      a[s] += m[k][s];
    a[s] += k > 0 ? m[k - 1][s] : 1;
  }
  [[njmpi::loop]] for (int s = 0; s < n; ++s) {
    if (k < 0)
      continue;
    a[s] += k < 3 && m[k][s] > 3;
  }
}
[[njmpi::kernel]] long members_of(tables& t, int n) {
  long sum = 0;
  [[njmpi::loop]] for (int s = 0; s < n; ++s) {
    t.w[1][s] = t.w[0][s] + 1;
    t.d[1][s] = t.d[0][n - 1 - s];
    sum += t.w[1][s];
  }
  return sum;
}

template <class To, class From>
[[njmpi::kernel]] void average(njmpi::field<To, 1>& to, const njmpi::field<From, 1>& from) {
  [[njmpi::loop]] for (long i = 1; i < to.extent(0) - 1; ++i)
    to(i) = static_cast<To>((from(i - 1) + from(i + 1)) / 2);
}

} // namespace

TEST_CASE("accessors name fields") {
  for (const long n : loop_sizes) {
    model m(n), other(n);
    m.v().assign([](long i, long j) { return made(i, j); });
    double sum = 0;
    for (long i = 1; i < n - 1; ++i)
      for (long j = 0; j < n; ++j)
        sum += made(i - 1, j) + made(i + 1, j);
    CHECK(close(step(m), sum));
    between(m, &other);
    const auto all = other.v().allgather();
    bool right = true;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j) {
        const double want = i > 0 && i < n - 1 && j < n - 1 ? made(i - 1, j + 1) + made(i + 1, j + 1) : 0;
        right = right && all[static_cast<std::size_t>(i * n + j)] == want;
      }
    CHECK(right);
  }
}

TEST_CASE("elements of a range are taken apart in the header") {
  for (const long n : loop_sizes) {
    std::vector<particle> all;
    std::vector<std::pair<int, int>> pairs;
    for (int i = 0; i < n; ++i) {
      all.push_back({1.0 + i, 0.5 * i, i});
      pairs.push_back({i, 3 * i});
    }
    push(all, 20);
    double most = 0;
    int product = -1;
    bool right = true;
    for (int i = 0; i < n; ++i) {
      const particle& p = all[static_cast<std::size_t>(i)];
      const double speed = 0.5 * i + 20 / (1.0 + i);
      right = right && p.speed == speed && p.cell == static_cast<int>(speed) % 7;
      most = std::max(most, p.mass * speed * speed + p.cell);
      product = std::max(product, i * 3 * i % 11);
    }
    CHECK(right);
    CHECK(most_energy(all) == most);
    CHECK(most_product(pairs) == product);
  }
}

TEST_CASE("one of several vectors is an array") {
  for (const long size : loop_sizes) {
    const int n = static_cast<int>(size);
    const auto length = static_cast<std::size_t>(n);
    rows m(4, std::vector<int>(length));
    std::vector<int> cost(length);
    tables t;
    for (auto& w : t.w)
      w.resize(length);
    for (auto& d : t.d)
      d.resize(length);
    for (std::size_t i = 0; i < length; ++i) {
      m[0][i] = t.w[0][i] = static_cast<int>(i);
      cost[i] = static_cast<int>(i * i % 5);
      t.d[0][i] = made(static_cast<long>(i));
    }
    rows wanted = m;
    viterbi(m, cost, n);
    for (std::size_t k = 1; k < 4; ++k)
      for (std::size_t s = 0; s < length; ++s)
        wanted[k][s] = wanted[k - 1][(s + 1) % length] + cost[s] * static_cast<int>(k);
    CHECK(m == wanted);
    add_rows(m, n);
    for (std::size_t k = 1; k < 4; ++k)
      for (std::size_t s = 0; s < length; ++s)
        wanted[k][s] += 2 * wanted[k - 1][s] + wanted[0][length - 1 - s];
    CHECK(m == wanted);
    std::vector<int> a(length), b(length);
    for (const int k : {-1000000000, -1, 0, 1, 3}) {
      perhaps(m, a, k, n);
      for (std::size_t s = 0; s < length; ++s) {
        const int here = k >= 0 ? m[static_cast<std::size_t>(k)][s] : 0;
        b[s] += here + (k > 0 ? m[static_cast<std::size_t>(k - 1)][s] : 1) + (k >= 0 && k < 3 && here > 3);
      }
    }
    CHECK(a == b);
    long sum = 0;
    for (std::size_t s = 0; s < length; ++s)
      sum += static_cast<long>(s) + 1;
    CHECK(members_of(t, n) == sum);
    std::vector<double> backwards(t.d[0].rbegin(), t.d[0].rend());
    CHECK(t.d[1] == backwards);
  }
}

TEST_CASE("fields of a template are of one type or of two") {
  for (const long n : loop_sizes) {
    njmpi::field<double, 1> a({n}), b({n});
    njmpi::field<float, 1> f({n});
    b.assign([](long i) { return static_cast<double>(4 * i * i); });
    average(f, b);
    average(a, f);
    average(b, a);
    const auto all = a.allgather();
    bool right = true;
    for (long i = 1; i < n - 1; ++i) {
      const auto once = [n](long k) {
        return k < 1 || k >= n - 1 ? 0.0 : static_cast<double>(4 * k * k + 4);
      };
      right = right && all[static_cast<std::size_t>(i)] == (once(i - 1) + once(i + 1)) / 2;
    }
    CHECK(right);
  }
}
