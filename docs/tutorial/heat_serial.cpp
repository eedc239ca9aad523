// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <cmath>
#include <iostream>
#include <utility>
#include <vector>

// [grid]
class plate {
public:
  plate(long rows, long columns) : rows_(rows), columns_(columns), values_(rows * columns) {}
  long extent(int dimension) const { return dimension == 0 ? rows_ : columns_; }
  double& operator()(long i, long j) { return values_[i * columns_ + j]; }
  double operator()(long i, long j) const { return values_[i * columns_ + j]; }

private:
  long rows_, columns_;
  std::vector<double> values_;
};
// [grid]

// [kernels]
// One edge is hot, the others stay cold.
void heat(plate& u) {
  for (long j = 0; j < u.extent(1); ++j)
    u(0, j) = 1;
}

// One step in time; the largest change of a point.
double step(plate& next, const plate& now) {
  double change = 0;
  for (long i = 1; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 1; ++j) {
      const double around = now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1);
      next(i, j) = now(i, j) + 0.2 * (around - 4 * now(i, j));
      change = std::max(change, std::abs(next(i, j) - now(i, j)));
    }
  return change;
}
// [kernels]

// [main]
int main() {
  plate now(33, 33);
  heat(now);
  plate next = now;
  int steps = 0;
  for (double change = 1; change > 1e-5; ++steps) {
    change = step(next, now);
    std::swap(next, now);
  }
  const double middle = now(16, 16);
  std::cout << "after " << steps << " steps the middle has " << middle << '\n';
  return std::abs(middle - 0.25) < 0.01 ? 0 : 1;
}
// [main]
