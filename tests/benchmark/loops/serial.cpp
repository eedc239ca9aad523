// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The patterns as the serial loops that the annotated ones come from, on local arrays.
#include "patterns.hpp"
#include <cmath>

namespace {

struct grid {
  explicit grid(long size) : n(size), data(static_cast<std::size_t>(size * size)) {}
  double& operator()(long i, long j) { return data[static_cast<std::size_t>(i * n + j)]; }
  long n;
  std::vector<double> data;
};

class stencil : public pattern {
public:
  explicit stencil(long n) : in(n), out(n) {
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j)
        in(i, j) = static_cast<double>(i + j);
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    const long n = in.n;
    const double* const u = in.data.data();
    double* const v = out.data.data();
    for (long i = 2; i < n - 2; ++i)
      for (long j = 2; j < n - 2; ++j) {
        const double* const p = u + i * n + j;
        v[i * n + j] += 0.25 * (p[1] - p[-1] + p[n] - p[-n]) + 0.125 * (p[2] - p[-2] + p[2 * n] - p[-2 * n]);
      }
    for (double& x : in.data)
      x += 1;
  }
  double check() override {
    double sum = 0;
    for (const double x : out.data)
      sum += std::abs(x);
    return sum;
  }

private:
  grid in, out;
};

class nstream : public pattern {
public:
  explicit nstream(long n) : a(static_cast<std::size_t>(n)), b(a.size(), 2), c(a.size(), 2) {}
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    const double scalar = 3;
    for (std::size_t i = 0; i < a.size(); ++i)
      a[i] += b[i] + scalar * c[i];
  }
  double check() override {
    double sum = 0;
    for (const double x : a)
      sum += x;
    return sum;
  }

private:
  std::vector<double> a, b, c;
};

class wavefront : public pattern {
public:
  explicit wavefront(long n) : a(n) {
    for (long i = 0; i < n; ++i)
      a(i, 0) = a(0, i) = static_cast<double>(i);
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    for (long i = 1; i < a.n; ++i)
      for (long j = 1; j < a.n; ++j)
        a(i, j) = a(i - 1, j) + a(i, j - 1) - a(i - 1, j - 1);
    a(0, 0) = -a(a.n - 1, a.n - 1);
  }
  double check() override { return -a(0, 0); }

private:
  grid a;
};

class transpose : public pattern {
public:
  explicit transpose(long n) : a(n), b(n) {
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j)
        a(i, j) = static_cast<double>(n * j + i);
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    for (long i = 0; i < b.n; ++i)
      for (long j = 0; j < b.n; ++j)
        b(i, j) += a(j, i);
    for (double& x : a.data)
      x += 1;
  }
  double check() override {
    double sum = 0;
    for (long i = 0; i < b.n; ++i)
      for (long j = 0; j < b.n; ++j)
        sum += b(i, j) * static_cast<double>(i % 7 + j % 3);
    return sum;
  }

private:
  grid a, b;
};

class product : public pattern {
public:
  explicit product(sparse matrix) : m(std::move(matrix)), x(static_cast<std::size_t>(m.rows)), y(x) {
    for (std::size_t i = 0; i < x.size(); ++i)
      x[i] = static_cast<double>(i % 100);
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    for (long i = 0; i < m.rows; ++i) {
      double sum = 0;
      for (long k = m.begin[i]; k < m.begin[i + 1]; ++k)
        sum += m.value[k] * x[m.column[k]];
      y[i] += sum;
    }
    for (double& a : x)
      a += 1;
  }
  double check() override {
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i)
      sum += y[i] * static_cast<double>(i % 5);
    return sum;
  }

private:
  sparse m;
  std::vector<double> x, y;
};

class conjugate_gradients : public pattern {
public:
  explicit conjugate_gradients(long n)
      : m(poisson_matrix(n)), x(static_cast<std::size_t>(m.rows)), r(x), p(x), q(x) {
    for (long i = 0; i < m.rows; ++i)
      p[i] = r[i] = static_cast<double>(i % 7 - 3);
    for (const double v : r)
      square += v * v;
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    double pq = 0, next = 0;
    for (long i = 0; i < m.rows; ++i) {
      double sum = 0;
      for (long k = m.begin[i]; k < m.begin[i + 1]; ++k)
        sum += m.value[k] * p[m.column[k]];
      q[i] = sum;
      pq += sum * p[i];
    }
    const double alpha = square / pq;
    for (long i = 0; i < m.rows; ++i) {
      x[i] += alpha * p[i];
      r[i] -= alpha * q[i];
      next += r[i] * r[i];
    }
    const double beta = next / square;
    for (long i = 0; i < m.rows; ++i)
      p[i] = r[i] + beta * p[i];
    square = next;
  }
  double check() override { return std::sqrt(square); }

private:
  sparse m;
  std::vector<double> x, r, p, q;
  double square = 0;
};

} // namespace

namespace serial {

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

} // namespace serial
