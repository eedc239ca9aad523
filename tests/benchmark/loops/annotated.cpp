// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The patterns as annotated loops.
#include "patterns.hpp"
#include <cmath>
#include <njmpi/njmpi.hpp>

namespace {

using njmpi::field;

class stencil : public pattern {
public:
  explicit stencil(long n) : in({n, n}), out({n, n}) {
    in.assign([](long i, long j) { return static_cast<double>(i + j); });
  }
  [[njmpi::kernel]] void run(int passes) override {
    for (; passes > 0; --passes) {
      [[njmpi::loop]] for (long i = 2; i < in.extent(0) - 2; ++i)
        for (long j = 2; j < in.extent(1) - 2; ++j)
          out(i, j) += 0.25 * (in(i, j + 1) - in(i, j - 1) + in(i + 1, j) - in(i - 1, j)) +
                       0.125 * (in(i, j + 2) - in(i, j - 2) + in(i + 2, j) - in(i - 2, j));
      [[njmpi::loop]] for (long i = 0; i < in.extent(0); ++i)
        for (long j = 0; j < in.extent(1); ++j)
          in(i, j) += 1;
    }
  }
  [[njmpi::kernel]] double check() override {
    double sum = 0;
    [[njmpi::loop]] for (long i = 0; i < out.extent(0); ++i)
      for (long j = 0; j < out.extent(1); ++j)
        sum += std::abs(out(i, j));
    return sum;
  }

private:
  field<double, 2> in, out;
};

class nstream : public pattern {
public:
  explicit nstream(long n) : a({n}), b({n}), c({n}) {
    b.fill(2);
    c.fill(2);
  }
  [[njmpi::kernel]] void run(int passes) override {
    for (; passes > 0; --passes) {
      const double scalar = 3;
      [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
        a(i) += b(i) + scalar * c(i);
    }
  }
  [[njmpi::kernel]] double check() override {
    double sum = 0;
    [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
      sum += a(i);
    return sum;
  }

private:
  field<double, 1> a, b, c;
};

class wavefront : public pattern {
public:
  explicit wavefront(long n) : a({n, n}), corner({1, 1}, njmpi::aligned_with(a)) {
    a.assign([](long i, long j) { return i == 0 || j == 0 ? static_cast<double>(i + j) : 0; });
  }
  [[njmpi::kernel]] void run(int passes) override {
    for (; passes > 0; --passes) {
      [[njmpi::loop(pipeline)]] for (long i = 1; i < a.extent(0); ++i)
        for (long j = 1; j < a.extent(1); ++j)
          a(i, j) = a(i - 1, j) + a(i, j - 1) - a(i - 1, j - 1);
      const long last = a.extent(0) - 1;
      [[njmpi::loop]] for (long j = 0; j < 1; ++j)
        corner(0, j) = a(last, last);
      [[njmpi::loop]] for (long j = 0; j < 1; ++j)
        a(0, j) = -corner(0, j);
    }
  }
  double check() override { return -a.at(0, 0); }

private:
  field<double, 2> a, corner;
};

class transpose : public pattern {
public:
  explicit transpose(long n) : a({n, n}), b({n, n}) {
    a.assign([n](long i, long j) { return static_cast<double>(n * j + i); });
  }
  [[njmpi::kernel]] void run(int passes) override {
    for (; passes > 0; --passes) {
      [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
        for (long j = 0; j < b.extent(1); ++j)
          b(i, j) += a(j, i);
      [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
        for (long j = 0; j < a.extent(1); ++j)
          a(i, j) += 1;
    }
  }
  [[njmpi::kernel]] double check() override {
    double sum = 0;
    [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
      for (long j = 0; j < b.extent(1); ++j)
        sum += b(i, j) * static_cast<double>(i % 7 + j % 3);
    return sum;
  }

private:
  field<double, 2> a, b;
};

class product : public pattern {
public:
  explicit product(sparse matrix) : m(std::move(matrix)), x({m.rows}), y({m.rows}) {
    x.assign([](long i) { return static_cast<double>(i % 100); });
  }
  [[njmpi::kernel]] void run(int passes) override {
    for (; passes > 0; --passes) {
      [[njmpi::loop]] for (long i = 0; i < m.rows; ++i) {
        double sum = 0;
        for (long k = m.begin[i]; k < m.begin[i + 1]; ++k)
          sum += m.value[k] * x(m.column[k]);
        y(i) += sum;
      }
      [[njmpi::loop]] for (long i = 0; i < m.rows; ++i)
        x(i) += 1;
    }
  }
  [[njmpi::kernel]] double check() override {
    double sum = 0;
    [[njmpi::loop]] for (long i = 0; i < m.rows; ++i)
      sum += y(i) * static_cast<double>(i % 5);
    return sum;
  }

private:
  const sparse m;
  field<double, 1> x, y;
};

class conjugate_gradients : public pattern {
public:
  explicit conjugate_gradients(long n)
      : m(poisson_matrix(n)), x({m.rows}), r({m.rows}), p({m.rows}), q({m.rows}) {
    r.assign([](long i) { return static_cast<double>(i % 7 - 3); });
    p = r;
    square = norm();
  }
  [[njmpi::kernel]] void run(int passes) override {
    for (; passes > 0; --passes) {
      double pq = 0, next = 0;
      [[njmpi::loop]] for (long i = 0; i < m.rows; ++i) {
        double sum = 0;
        for (long k = m.begin[i]; k < m.begin[i + 1]; ++k)
          sum += m.value[k] * p(m.column[k]);
        q(i) = sum;
        pq += sum * p(i);
      }
      const double alpha = square / pq;
      [[njmpi::loop]] for (long i = 0; i < m.rows; ++i) {
        x(i) += alpha * p(i);
        r(i) -= alpha * q(i);
        next += r(i) * r(i);
      }
      const double beta = next / square;
      [[njmpi::loop]] for (long i = 0; i < m.rows; ++i)
        p(i) = r(i) + beta * p(i);
      square = next;
    }
  }
  double check() override { return std::sqrt(square); }

private:
  [[njmpi::kernel]] double norm() const {
    double sum = 0;
    [[njmpi::loop]] for (long i = 0; i < m.rows; ++i)
      sum += r(i) * r(i);
    return sum;
  }
  const sparse m;
  field<double, 1> x, r, p, q;
  double square = 0;
};

} // namespace

namespace annotated {

std::unique_ptr<pattern> stencil(long n) { return std::make_unique<::stencil>(n); }
std::unique_ptr<pattern> nstream(long n) { return std::make_unique<::nstream>(n); }
std::unique_ptr<pattern> wavefront(long n) { return std::make_unique<::wavefront>(n); }
std::unique_ptr<pattern> transpose(long n) { return std::make_unique<::transpose>(n); }
std::unique_ptr<pattern> sparse_natural(long n) {
  return std::make_unique<product>(star_matrix(n, 4, false));
}
std::unique_ptr<pattern> sparse_scrambled(long n) {
  return std::make_unique<product>(star_matrix(n, 4, true));
}
std::unique_ptr<pattern> cg(long n) { return std::make_unique<conjugate_gradients>(n); }

} // namespace annotated
