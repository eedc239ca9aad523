// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

// [plane]
class plane {
public:
  plane(long nx, long ny) : nx_(nx), ny_(ny), values_(nx * ny) {}
  long extent(int dimension) const { return dimension == 0 ? nx_ : ny_; }
  double& operator()(long i, long j) { return values_[wrap(i, nx_) * ny_ + wrap(j, ny_)]; }
  double operator()(long i, long j) const { return values_[wrap(i, nx_) * ny_ + wrap(j, ny_)]; }

private:
  static long wrap(long i, long n) { return (i + n) % n; }
  long nx_, ny_;
  std::vector<double> values_;
};
// [plane]

// [begin]
// A number from 0 to 1 that depends on the cell alone.
constexpr double random_number(std::uint64_t cell) {
  std::uint64_t x = (cell + 1) * 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return static_cast<double>((x ^ x >> 31) >> 11) * 0x1p-53;
}

void begin(plane& c) {
  for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) = 0.2 * random_number(static_cast<std::uint64_t>(i * c.extent(1) + j)) - 0.1;
}
// [begin]

// [step]
void step(plane& c, plane& mu, double dt) {
  for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      const double laplacian = c(i - 1, j) + c(i + 1, j) + c(i, j - 1) + c(i, j + 1) - 4 * c(i, j);
      mu(i, j) = c(i, j) * c(i, j) * c(i, j) - c(i, j) - laplacian;
    }
  for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) += dt * (mu(i - 1, j) + mu(i + 1, j) + mu(i, j - 1) + mu(i, j + 1) - 4 * mu(i, j));
}
// [step]

// [main]
int main() {
  plane c(48, 32), mu(48, 32);
  begin(c);
  for (int n = 0; n < 1000; ++n)
    step(c, mu, 0.01);
  double mass = 0, greatest = 0;
  for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      mass += c(i, j);
      greatest = std::max(greatest, c(i, j));
    }
  std::printf("mass %.8f, greatest %.8f\n", mass, greatest);
}
// [main]
