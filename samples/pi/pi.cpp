// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// pi [N_TIMES [intervals]]: integrates 4 / (1 + x^2) from 0 to 1, N_TIMES times over, one allreduce
// each. With few intervals the time goes into messages, with many into arithmetic.
#include <njmpi/njmpi.hpp>

#include <cmath>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <numbers>

// Midpoint rule; the ranks take the intervals in turn.
[[njmpi::kernel]] double integrate(long intervals) {
  const int rank = njmpi::rank();
  const int size = njmpi::size();
  const double width = 1.0 / intervals;
  double part = 0;
  for (long i = rank; i < intervals; i += size) {
    const double x = width * (i + 0.5);
    part += width * 4 / (1 + x * x);
  }
  double whole = 0;
  njmpi::allreduce(part, whole, njmpi::op::sum);
  return whole;
}

int main(int argc, char** argv) {
  const long n_times = argc > 1 ? std::atol(argv[1]) : 10'000;
  const long intervals = argc > 2 ? std::atol(argv[2]) : 1'000;
  if (argc > 3 || n_times < 1 || intervals < 1) {
    std::cerr << "usage: pi [N_TIMES [intervals]], both at least 1\n";
    return 2;
  }

  double pi = integrate(intervals); // the first one starts MPI, so it is not timed
  const double start = njmpi::wtime();
  for (long i = 0; i < n_times; ++i)
    pi = integrate(intervals);
  const double seconds = njmpi::wtime() - start;

  const double error = std::abs(pi - std::numbers::pi);
  if (njmpi::rank() == 0)
    std::cout << "pi    " << std::setprecision(15) << pi << '\n'
              << "error " << std::setprecision(2) << error << '\n'
              << "rate  " << std::setprecision(4) << n_times / seconds << " integrals per second on "
              << njmpi::size() << " ranks\n";
  return error < 1.0 / intervals / intervals + 1e-10 ? EXIT_SUCCESS : EXIT_FAILURE; // what the rule promises
}
