// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>

using plane = njmpi::field<double, 2>;

// A number from 0 to 1 that depends on the cell alone.
constexpr double random_number(std::uint64_t cell) {
  std::uint64_t x = (cell + 1) * 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return static_cast<double>((x ^ x >> 31) >> 11) * 0x1p-53;
}

[[njmpi::kernel]] void begin(plane& c) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) = 0.2 * random_number(static_cast<std::uint64_t>(i * c.extent(1) + j)) - 0.1;
}

// [flow]
// How fast each cell changes, and the fastest of them.
[[njmpi::kernel]] double flow(plane& rate, plane& mu, const plane& c) {
  double fastest = 0;
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      const double laplacian = c(i - 1, j) + c(i + 1, j) + c(i, j - 1) + c(i, j + 1) - 4 * c(i, j);
      mu(i, j) = c(i, j) * c(i, j) * c(i, j) - c(i, j) - laplacian;
    }
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      rate(i, j) = mu(i - 1, j) + mu(i + 1, j) + mu(i, j - 1) + mu(i, j + 1) - 4 * mu(i, j);
      fastest = std::max(fastest, std::abs(rate(i, j)));
    }
  return fastest;
}

[[njmpi::kernel]] void advance(plane& c, const plane& rate, double dt) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) += dt * rate(i, j);
}
// [flow]

// [main]
int main() {
  plane c({48, 32}, {.periodic = {true, true}});
  plane mu = c, rate = c;
  begin(c);
  double time = 0;
  int steps = 0;
  for (; time < 20; ++steps) {
    const double dt = std::min(0.02, 0.01 / flow(rate, mu, c));
    advance(c, rate, dt);
    time += dt;
  }
  if (njmpi::rank() == 0)
    std::printf("time %.8f after %d steps\n", time, steps);
}
// [main]
