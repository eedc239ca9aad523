// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// transpose [size [times]]: B(j,i) += A(i,j), then A grows by one, again and again. Where A and B are cut
// into blocks, almost every element travels.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>

using matrix = njmpi::field<double, 2>;

[[njmpi::kernel]] void start(matrix& a) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    for (long j = 0; j < a.extent(1); ++j)
      a(i, j) = static_cast<double>(a.extent(0) * j + i);
}

[[njmpi::kernel]] void add_transposed(matrix& b, const matrix& a) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    for (long j = 0; j < a.extent(1); ++j)
      b(j, i) += a(i, j);
}

[[njmpi::kernel]] void grow(matrix& a) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    for (long j = 0; j < a.extent(1); ++j)
      a(i, j) += 1;
}

// A started as size * j + i, so B(j,i) is that, times over, and the sum of what A has grown by.
[[njmpi::kernel]] double error(const matrix& b, long times) {
  const double grown = 0.5 * times * (times - 1);
  double most = 0;
  [[njmpi::loop]] for (long j = 0; j < b.extent(0); ++j)
    for (long i = 0; i < b.extent(1); ++i)
      most = std::max(most, std::abs(b(j, i) - (times * static_cast<double>(b.extent(0) * j + i) + grown)));
  return most;
}

int main(int argc, char** argv) {
  const long size = argc > 1 ? std::atol(argv[1]) : 1'000;
  const long times = argc > 2 ? std::atol(argv[2]) : 10;
  if (argc > 3 || size < 1 || times < 1) {
    std::cerr << "usage: transpose [size [times]], both at least 1\n";
    return 2;
  }

  matrix a({size, size}), b({size, size});
  start(a);
  for (long n = 0; n < times; ++n) {
    add_transposed(b, a);
    grow(a);
  }
  const double wrong = error(b, times);
  if (njmpi::rank() == 0)
    std::cout << "largest error " << wrong << " after " << times << " times\n";
  return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
