// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The patterns, each written by hand with MPI, as an annotated loop, and as a serial loop.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

struct pattern {
  virtual ~pattern() = default;
  // Passes of one run of a program; in annotated ones they are in one kernel.
  virtual void run(int passes) = 0;
  // A number that says whether the passes did what they should: the same in all versions, but for rounding.
  virtual double check() = 0;
};

// A square matrix of a star on an n x n torus, n a power of two: rows and columns in natural order, or
// scrambled by reversing the bits of their numbers.
struct sparse {
  long rows = 0;
  std::vector<long> begin;
  std::vector<int> column;
  std::vector<double> value;
};
sparse star_matrix(long n, int radius, bool scrambled);
sparse poisson_matrix(long n);

#define NJMPI_BENCHMARK_PATTERNS(with)                                                                       \
  with(stencil) with(nstream) with(wavefront) with(transpose) with(sparse_natural) with(sparse_scrambled)    \
      with(cg)
// Without a program by hand.
#define NJMPI_BENCHMARK_SERIAL_PATTERNS(with) with(mpdata) with(mpdata_limited)

#define NJMPI_BENCHMARK_DECLARE(name) std::unique_ptr<pattern> name(long n);
namespace by_hand {
NJMPI_BENCHMARK_PATTERNS(NJMPI_BENCHMARK_DECLARE)
}
namespace annotated {
NJMPI_BENCHMARK_PATTERNS(NJMPI_BENCHMARK_DECLARE)
NJMPI_BENCHMARK_SERIAL_PATTERNS(NJMPI_BENCHMARK_DECLARE)
} // namespace annotated
namespace serial {
NJMPI_BENCHMARK_PATTERNS(NJMPI_BENCHMARK_DECLARE)
NJMPI_BENCHMARK_SERIAL_PATTERNS(NJMPI_BENCHMARK_DECLARE)
} // namespace serial
