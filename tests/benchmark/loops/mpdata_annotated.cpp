// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The scheme of the sample mpdata2d as a pattern.
#include "../../../samples/mpdata2d/scheme.hpp"
#include "patterns.hpp"

namespace {

[[njmpi::kernel]] void start(mpdata::field& psi, mpdata::faces& c) {
  const long n = psi.extent(0);
  const double angle = 1.0 / static_cast<double>(n - 1), middle = 0.5 * static_cast<double>(n - 1);
  const double radius = 0.3 * middle;
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < n; ++j) {
      const double x = i - middle, y = j - 1.5 * middle;
      psi(i, j) = 1 + std::max(4 - std::sqrt(x * x + y * y) * 4 / radius, 0.0);
    }
  [[njmpi::loop]] for (long i = 0; i <= n; ++i)
    for (long j = 0; j < n; ++j)
      c.x(i, j) = angle * (j - middle);
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j <= n; ++j)
      c.y(i, j) = -angle * (i - middle);
}

[[njmpi::kernel]] double weighed(const mpdata::field& psi) {
  double sum = 0;
  [[njmpi::loop]] for (long i = 0; i < psi.extent(0); ++i)
    for (long j = 0; j < psi.extent(1); ++j)
      sum += psi(i, j) * static_cast<double>(1 + i % 7 + j % 3);
  return sum;
}

class advection : public pattern {
public:
  advection(long n, const mpdata::options& how) : solver(n, n, how) { start(solver.psi, solver.courant); }
  void run(int passes) override {
    for (; passes > 0; --passes)
      solver.step();
  }
  double check() override { return weighed(solver.psi); }

private:
  mpdata::solver solver;
};

} // namespace

namespace annotated {

std::unique_ptr<pattern> mpdata(long n) { return std::make_unique<advection>(n, ::mpdata::options{}); }
std::unique_ptr<pattern> mpdata_limited(long n) {
  return std::make_unique<advection>(n, ::mpdata::options{.iterations = 3, .fct = true, .tot = true});
}

} // namespace annotated
