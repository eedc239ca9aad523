// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops in a row: halos that travel with an earlier loop, reductions that are combined by a later one.
#include <njmpi/njmpi.hpp>

#include <algorithm>

using njmpi::field;

[[njmpi::kernel]] double together(field<double, 2>& a, field<double, 2>& b, const field<double, 2>& u,
                                  const field<double, 2>& v) {
  const long n = u.extent(0);
  double sum = 0;
  [[njmpi::loop]] for (long i = 1; i < n; ++i)
    for (long j = 0; j < u.extent(1); ++j) {
      a(i, j) = u(i - 1, j);
      sum += a(i, j);
    }
  long count = 0;
  [[njmpi::loop]] for (long i = 0; i < n - 1; ++i)
    for (long j = 0; j < u.extent(1); ++j) {
      b(i, j) = v(i + 1, j);
      count += b(i, j) > 0;
    }
  return sum / static_cast<double>(count);
}

// The second halo has to wait for the first loop, and the sum for nobody.
[[njmpi::kernel]] double apart(field<double, 1>& a, field<double, 1>& b, const field<double, 1>& u) {
  double sum = 0, most = 0;
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i) {
    a(i) = u(i - 1);
    sum += a(i);
  }
  const double mean = sum / 2;
  [[njmpi::loop]] for (long i = 1; i < u.extent(0); ++i) {
    b(i) = a(i - 1) - mean;
    most = std::max(most, b(i));
  }
  return most;
}
