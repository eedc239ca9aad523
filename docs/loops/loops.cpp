// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The examples of loops.md.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

// [sum]
[[njmpi::kernel]]
double pi(long n) {
  double sum = 0, h = 1.0 / n;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    double x = h * (i + 0.5);
    sum += 4 / (1 + x * x);
  }
  return h * sum;
}
// [sum]

// [stencil]
[[njmpi::kernel]]
double relax(njmpi::field<double, 2>& next, const njmpi::field<double, 2>& now) {
  double change = 0;
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 1; ++j) {
      next(i, j) = 0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1));
      change = std::max(change, std::abs(next(i, j) - now(i, j)));
    }
  return change;
}
// [stencil]

// [array]
[[njmpi::kernel]]
void squares(std::vector<double>& a) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = static_cast<double>(i * i);
}
// [array]

// [boundary]
[[njmpi::kernel]]
void insulate(njmpi::field<double, 2>& u) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j) {
    u(-1, j) = u(0, j);
    u(n, j) = u(n - 1, j);
  }
}
// [boundary]

// [sparse]
[[njmpi::kernel]]
void multiply(const std::vector<long>& row, const std::vector<int>& column, const std::vector<double>& a,
              const njmpi::field<double, 1>& x, njmpi::field<double, 1>& y) {
  [[njmpi::loop]] for (long i = 0; i < y.extent(0); ++i) {
    double sum = 0;
    for (long k = row[i]; k < row[i + 1]; ++k)
      sum += a[k] * x(column[k]);
    y(i) = sum;
  }
}
// [sparse]

// [transpose]
[[njmpi::kernel]]
void transpose(njmpi::field<double, 2>& b, const njmpi::field<double, 2>& a) {
  [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
    for (long j = 0; j < b.extent(1); ++j)
      b(i, j) = a(j, i);
}
// [transpose]

// [place]
[[njmpi::kernel]]
long coldest(const njmpi::field<double, 1>& t) {
  double least = 1e300;
  long at = -1;
  [[njmpi::loop]] for (long i = 0; i < t.extent(0); ++i)
    if (t(i) < least) {
      least = t(i);
      at = i;
    }
  return at;
}
// [place]

// [pipeline]
[[njmpi::kernel]]
void sweep(njmpi::field<double, 2>& u) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < u.extent(0); ++i)
    for (long j = 1; j < u.extent(1); ++j)
      u(i, j) += 0.5 * (u(i - 1, j) + u(i, j - 1));
}
// [pipeline]

// [row]
struct summary {
  double most, mass;
};

[[njmpi::kernel]]
summary advance(njmpi::field<double, 1>& heat_after, njmpi::field<double, 1>& mass_after,
                const njmpi::field<double, 1>& heat, const njmpi::field<double, 1>& mass) {
  const long n = heat.extent(0);
  double most = 0, sum = 0;
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i) {
    heat_after(i) = 0.25 * heat(i - 1) + 0.5 * heat(i) + 0.25 * heat(i + 1);
    most = std::max(most, heat_after(i));
  }
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i) {
    mass_after(i) = 0.5 * mass(i - 1) + 0.5 * mass(i + 1);
    sum += mass_after(i);
  }
  return {most, sum};
}
// [row]
