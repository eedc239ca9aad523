// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotated loops: every form of header, and every way to an element.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using njmpi::field;

[[njmpi::kernel]] double sum(const std::vector<double>& x) {
  double s = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i) s += x[i];
  return s;
}

[[njmpi::kernel]] double relax(field<double, 2>& next, const field<double, 2>& now) {
  double change = 0;
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    for (int j = 1; j <= now.extent(1) - 2; ++j) { // one row
      next(i, j) = 0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1));
      change = std::max(change, std::abs(next(i, j) - now(i, j)));
    }
  return change;
}

[[njmpi::kernel]] void squares(std::vector<long>& a, int n) {
  [[njmpi::loop]] for (auto i = n - 1; i >= 0; --i) a[i] = i * i;
}

[[njmpi::kernel]] void grid(double (&a)[4][8], std::vector<double>& b, long m) {
  int i, j;
  [[njmpi::loop]]
  for (i = 0;
       i != 4; // rows
       ++i)
    for (j = 0; j < m; j += 2)
      b[i * m + j] = i - j;
  [[njmpi::loop]] for (int k = 0; k < 4; ++k)
    for (int l = 7; l > 0; l -= 3)
      a[k][l] = k + l;
}

[[njmpi::kernel]] void twice(std::vector<double>& a, const njmpi::comm& c) {
  [[njmpi::loop(comm = c)]] for (double& x : a) x *= 2;
}

double west(const field<double, 2>& u, long i, long j) { return u(i, j - 1); }
[[njmpi::kernel]] void differences(field<double, 2>& d, const field<double, 2>& u, long n, long w) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    const int width = w / 2;
    for (long j = 1; j < width; ++j)
      d(i, 0) += u(i, j);
  }
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 1; j < w; ++j)
      d(i, j) = u(i, j) - west(u, i, j);
}

struct flow {
  field<double, 2> u, v;
  double most = 0;

  [[njmpi::kernel]] void step(flow& other) {
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      for (long j = i; j < u.extent(1); ++j) {
        u(i, j) = this->v(i, j) + other.u(i, j);
        most = std::max(most, u(i, j));
      }
  }
};

template <class T> [[njmpi::kernel]] T total(const field<T, 1>& u, T start) {
  for (int pass = 0; pass < 2; ++pass)
    if (pass == 1)
      [[njmpi::loop]] for (auto i = 0 * u.extent(0); i < u.extent(0); ++i) start += u(i);
  return start;
}
template float total(const field<float, 1>&, float);
template long total(const field<long, 1>&, long);

[[njmpi::kernel]] void transpose(field<double, 2>& a, const field<double, 2>& b) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    for (long j = 0; j < a.extent(1); ++j)
      a(i, j) = b(j, i);
}

[[njmpi::kernel]] void multiply(const std::vector<long>& row, const std::vector<int>& column, const std::vector<double>& a,
                                const field<double, 1>& x, field<double, 1>& y) {
  [[njmpi::loop]] for (long i = 0; i < y.extent(0); ++i) {
    double s = 0;
    for (long k = row[i]; k < row[i + 1]; ++k)
      s += a[k] * x(column[k]);
    y(i) = s;
  }
}

[[njmpi::kernel]] long lowest(const field<double, 1>& u) {
  double least = 1e300;
  long at = -1;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    if (u(i) < least) {
      least = u(i);
      at = i;
    }
  return at;
}

[[njmpi::kernel]] void boundary(field<double, 2>& u) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j) {
    u(0, j) = u(1, j);
    u(n - 1, j) = u(n - 2, j);
  }
}

[[njmpi::kernel]] void sweep(field<double, 2>& u) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1); ++j)
      u(i, j) += 0.5 * (u(i - 1, j) + u(i, j - 1));
}

[[njmpi::kernel]] void shift(field<double, 1>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i) u(i) = u(i + 1);
}

[[njmpi::kernel]] void prolong(field<double, 2>& fine, const field<double, 2>& coarse, const std::vector<int>& row) {
  [[njmpi::loop]] for (long i = 0; i < fine.extent(0); ++i)
    for (long j = 0; j < fine.extent(1); ++j) fine(i, j) = coarse(row[i], j / 2);
}

[[njmpi::kernel]] void eliminate(std::vector<double>& a, int n, int k) {
  [[njmpi::loop]] for (int i = k + 1; i < n; ++i)
    for (int j = k + 1; j < n; ++j) a[i * n + j] -= a[i * n + k] * a[k * n + j];
}

[[njmpi::kernel]] void columns(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) {
    double sum = 0;
    for (long k = 0; k < u.extent(1); ++k) {
      sum += u(i, k);
      u(i, k) = sum;
    }
  }
}

[[njmpi::kernel]] int most(const std::vector<std::pair<int, int>>& pairs, std::vector<std::vector<int>>& rows, int k) {
  int found = -1;
  [[njmpi::loop]] for (const auto& [a, b] : pairs) found = std::max(found, a * b);
  [[njmpi::loop]] for (std::size_t i = 0; i < rows[k].size(); ++i) rows[k][i] = found;
  return found;
}

// What called functions read: a member by its name or its place, a global, an object behind a pointer.
class weights {
  std::vector<double> w;

public:
  std::vector<double> shown;
  double at(int i) const { return w[static_cast<std::size_t>(i)]; }
  double seen(int i) const { return shown[static_cast<std::size_t>(i)]; }
  const std::vector<double>& all() const { return w; }
};
std::vector<double> everywhere;
inline double of_all(int i) { return everywhere[static_cast<std::size_t>(i)]; }

[[njmpi::kernel]] void weigh(std::vector<double>& a, const weights& by, const weights* other, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[static_cast<std::size_t>(i)] = by.at(i) + other->seen(i) + of_all(i) + by.all()[static_cast<std::size_t>(i)];
}

// A lambda that the kernel is given.
template <class F> [[njmpi::kernel]] void fill(std::vector<double>& a, const F& f) {
  [[njmpi::loop]] for (std::size_t i = 1; i < a.size(); ++i) a[i] = f(i);
}
inline void fill_both(std::vector<double>& a, const std::vector<double>& b) {
  fill(a, [](std::size_t i) { return static_cast<double>(i); });
  fill(a, [&b](std::size_t i) { return b[i - 1]; });
}

// Attributes and pragmas of loops.
[[njmpi::kernel]] double marked(njmpi::field<double, 2>& u, const std::vector<int>& last) {
  double least = 1e9;
#pragma GCC unroll 2
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
#pragma GCC unroll 4
    for (long j = 0; j < u.extent(1); ++j) u(i, j) = 1;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    [[likely]] for (long j = 0; j < u.extent(1); ++j)
      if (u(i, j) < least) [[unlikely]]
        least = u(i, j);
  [[njmpi::loop]] for (std::size_t i = 0; i < last.size(); ++i)
    for (int k = 0; k < 9; ++k) {
      if (k == last[i]) [[unlikely]]
        break;
      least = std::min(least, 1.0 * k);
    }
  return least;
}
