// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// wavefront [size [sweeps]]: A(i,j) = A(i-1,j) + A(i,j-1) - A(i-1,j-1), again and again. Every element needs
// those before it, so the ranks work one behind the other, in the order of the serial program.
#include <njmpi/njmpi.hpp>

#include <cstdlib>
#include <iostream>

using grid = njmpi::field<double, 2>;

[[njmpi::kernel]] void start(grid& a) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    a(i, 0) = static_cast<double>(i);
  [[njmpi::loop]] for (long j = 0; j < a.extent(1); ++j)
    a(0, j) = static_cast<double>(j);
}

[[njmpi::kernel]] void sweep(grid& a) {
  [[njmpi::loop(pipeline)]] for (long i = 1; i < a.extent(0); ++i)
    for (long j = 1; j < a.extent(1); ++j)
      a(i, j) = a(i - 1, j) + a(i, j - 1) - a(i - 1, j - 1);
}

// The last element decides on the first one of the next sweep.
[[njmpi::kernel]] double turn(grid& a) {
  const double last = a.at(a.extent(0) - 1, a.extent(1) - 1);
  [[njmpi::loop]] for (long j = 0; j < 1; ++j)
    a(0, j) = -last;
  return last;
}

int main(int argc, char** argv) {
  const long size = argc > 1 ? std::atol(argv[1]) : 1'000;
  const long sweeps = argc > 2 ? std::atol(argv[2]) : 10;
  if (argc > 3 || size < 2 || sweeps < 1) {
    std::cerr << "usage: wavefront [size [sweeps]], size at least 2, sweeps at least 1\n";
    return 2;
  }

  grid a({size, size});
  start(a);
  double last = 0;
  for (long n = 0; n < sweeps; ++n) {
    sweep(a);
    last = turn(a);
  }
  const double expected = 2.0 * (size - 1) * sweeps;
  if (njmpi::rank() == 0)
    std::cout << "last element " << last << " after " << sweeps << " sweeps, expected " << expected << '\n';
  return last == expected ? EXIT_SUCCESS : EXIT_FAILURE;
}
