// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: -fopenmp-simd
//
// OpenMP beside annotated loops, and in them.
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] long sums(const njmpi::field<long, 2> &u, std::vector<long> &a) {
  long sum = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) {
    long row = 0;
#pragma omp simd reduction(+ : row) // expected-error {{an OpenMP directive in an annotated loop is not understood [njmpi-loop-call]}}
    for (long j = 0; j < u.extent(1); ++j)
      row += u(i, j);
    sum += row;
  }
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = 1;
#pragma omp simd
  for (std::size_t i = 0; i < a.size(); ++i)
    a[i] += 1;
  return sum;
}
