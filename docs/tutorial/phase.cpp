// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <algorithm>
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

// [kernels]
[[njmpi::kernel]] void begin(plane& c) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) = 0.2 * random_number(static_cast<std::uint64_t>(i * c.extent(1) + j)) - 0.1;
}

[[njmpi::kernel]] void step(plane& c, plane& mu, double dt) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      const double laplacian = c(i - 1, j) + c(i + 1, j) + c(i, j - 1) + c(i, j + 1) - 4 * c(i, j);
      mu(i, j) = c(i, j) * c(i, j) * c(i, j) - c(i, j) - laplacian;
    }
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) += dt * (mu(i - 1, j) + mu(i + 1, j) + mu(i, j - 1) + mu(i, j + 1) - 4 * mu(i, j));
}
// [kernels]

// [survey]
struct summary {
  double mass, greatest;
};

[[njmpi::kernel]] summary survey(const plane& c) {
  double mass = 0, greatest = 0;
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      mass += c(i, j);
      greatest = std::max(greatest, c(i, j));
    }
  return {mass, greatest};
}

int main() {
  plane c({48, 32}, {.periodic = {true, true}});
  plane mu = c;
  begin(c);
  for (int n = 0; n < 1000; ++n)
    step(c, mu, 0.01);
  const summary found = survey(c);
  if (njmpi::rank() == 0)
    std::printf("mass %.8f, greatest %.8f\n", found.mass, found.greatest);
}
// [survey]
