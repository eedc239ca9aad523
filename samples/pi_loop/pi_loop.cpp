// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// pi_loop [intervals]: integrates 4 / (1 + x^2) from 0 to 1. The serial program with one attribute more: the
// loop's iterations are shared by the ranks, and the sum is the same on all of them.
#include <njmpi/njmpi.hpp>

#include <cmath>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <numbers>

[[njmpi::kernel]] double integrate(long intervals) {
  const double width = 1.0 / intervals;
  double sum = 0;
  [[njmpi::loop]] for (long i = 0; i < intervals; ++i) {
    const double x = width * (i + 0.5);
    sum += 4 / (1 + x * x);
  }
  return width * sum;
}

int main(int argc, char** argv) {
  const long intervals = argc > 1 ? std::atol(argv[1]) : 10'000'000;
  if (argc > 2 || intervals < 1) {
    std::cerr << "usage: pi_loop [intervals], at least 1\n";
    return 2;
  }
  const double pi = integrate(intervals);
  const double error = std::abs(pi - std::numbers::pi);
  if (njmpi::rank() == 0)
    std::cout << "pi " << std::setprecision(12) << pi << " with " << intervals << " intervals\n";
  return error < 1.0 / intervals / intervals + 1e-10 ? EXIT_SUCCESS : EXIT_FAILURE; // what the rule promises
}
