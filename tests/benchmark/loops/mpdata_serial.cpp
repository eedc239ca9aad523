// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sample mpdata2d as a serial program on ordinary arrays, for the rotating cone: the same arithmetic.
#include "patterns.hpp"
#include <algorithm>
#include <cmath>

namespace {

// Two cells beyond each edge; faces have one more in one dimension.
struct grid {
  explicit grid(long size) : n(size), width(size + 5), data(static_cast<std::size_t>(width * width)) {}
  double* operator[](long i) { return data.data() + (i + 2) * width + 2; }
  const double* operator[](long i) const { return data.data() + (i + 2) * width + 2; }
  long n, width;
  std::vector<double> data;
};

struct faces {
  explicit faces(long n) : x(n), y(n) {}
  grid x, y;
};

using row = const double*;

const double tiny = 1e-15;

inline double flow(double left, double right, double c) {
  return std::max(c, 0.0) * left + std::min(c, 0.0) * right;
}

inline double second_order(double c, double across, double l, double r, double lb, double rb, double la,
                           double ra) {
  const double along = 2 * (r - l) / (r + l + tiny), above = la + ra, below = lb + rb;
  const double beside = (above - below) / (above + below + tiny);
  return 0.5 * std::abs(c) * (1 - std::abs(c)) * along - 0.5 * c * across * beside;
}

inline double third_order(double c, double across, double ll, double l, double r, double rr, double lb,
                          double rb, double la, double ra) {
  const double outer = ll + rr, inner = l + r, rising = ra + lb, falling = la + rb;
  const double bend = 2 * (outer - inner) / (outer + inner + tiny);
  const double twist = 2 * (rising - falling) / (rising + falling + tiny);
  return (3 * c * std::abs(c) - 2 * c * c * c - c) / 6 * bend +
         (std::abs(c) - 2 * c * c) * across / 2 * twist;
}

inline double limited_flow(double c, double l_in, double l_out, double r_in, double r_out) {
  return c * std::min(1.0, c > 0 ? std::min(l_out, r_in) : std::min(l_in, r_out));
}

inline double least(double a, double b, double c, double d, double e) {
  return std::min(a, std::min(std::min(b, c), std::min(d, e)));
}
inline double greatest(double a, double b, double c, double d, double e) {
  return std::max(a, std::max(std::max(b, c), std::max(d, e)));
}

class mpdata : public pattern {
public:
  mpdata(long size, int times, bool limited_, bool third_)
      : n(size), iterations(times), limited(limited_), third(third_), psi(n), next(n), low(n), high(n), in(n),
        out(n), courant(n), first(n), second(n), cut(n) {
    const double angle = 1.0 / static_cast<double>(n - 1), middle = 0.5 * static_cast<double>(n - 1);
    const double radius = 0.3 * middle;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j) {
        const double x = i - middle, y = j - 1.5 * middle;
        psi[i][j] = 1 + std::max(4 - std::sqrt(x * x + y * y) * 4 / radius, 0.0);
      }
    for (long i = 0; i <= n; ++i)
      for (long j = 0; j < n; ++j) {
        courant.x[i][j] = angle * (j - middle);
        courant.y[j][i] = -angle * (j - middle);
      }
  }

  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }

  double check() override {
    double sum = 0;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < n; ++j)
        sum += psi[i][j] * static_cast<double>(1 + i % 7 + j % 3);
    return sum;
  }

private:
  void pass() {
    extend(psi);
    if (limited)
      bound();
    upwind(courant);
    const faces* from = &courant;
    for (int k = 1; k < iterations; ++k) {
      faces& to = k % 2 == 1 ? first : second;
      extend(psi);
      correct(to, *from);
      if (third)
        correct_further(to, *from);
      from = &to;
      if (limited) {
        measure(to);
        extend(in);
        extend(out);
        limit(to);
      }
      upwind(limited ? cut : to);
    }
  }

  void extend(grid& a) const {
    for (long j = 0; j < n; ++j) {
      a[-1][j] = a[-2][j] = a[0][j];
      a[n][j] = a[n + 1][j] = a[n - 1][j];
    }
    for (long i = -2; i < n + 2; ++i) {
      a[i][-1] = a[i][-2] = a[i][0];
      a[i][n] = a[i][n + 1] = a[i][n - 1];
    }
  }

  void upwind(const faces& c) {
    for (long i = 0; i < n; ++i) {
      const row p = psi[i], above = psi[i + 1], below = psi[i - 1];
      const row x = c.x[i], x1 = c.x[i + 1], y = c.y[i];
      double* const to = next[i];
      for (long j = 0; j < n; ++j)
        to[j] = p[j] - (flow(p[j], above[j], x1[j]) - flow(below[j], p[j], x[j]) +
                        flow(p[j], p[j + 1], y[j + 1]) - flow(p[j - 1], p[j], y[j]));
    }
    std::swap(psi.data, next.data);
  }

  void correct(faces& to, const faces& c) const {
    for (long i = 0; i <= n; ++i) {
      const row p = psi[i], b = psi[i - 1], y = c.y[i], yb = c.y[i - 1];
      const row x = c.x[i];
      double* const t = to.x[i];
      for (long j = 0; j < n; ++j) {
        const double across = 0.25 * (yb[j] + y[j] + yb[j + 1] + y[j + 1]);
        t[j] = second_order(x[j], across, b[j], p[j], b[j - 1], p[j - 1], b[j + 1], p[j + 1]);
      }
    }
    for (long i = 0; i < n; ++i) {
      const row p = psi[i], a = psi[i + 1], b = psi[i - 1];
      const row x = c.x[i], xa = c.x[i + 1], y = c.y[i];
      double* const t = to.y[i];
      for (long j = 0; j <= n; ++j) {
        const double across = 0.25 * (x[j - 1] + x[j] + xa[j - 1] + xa[j]);
        t[j] = second_order(y[j], across, p[j - 1], p[j], b[j - 1], b[j], a[j - 1], a[j]);
      }
    }
  }

  void correct_further(faces& to, const faces& c) const {
    for (long i = 0; i <= n; ++i) {
      const row p = psi[i], a = psi[i + 1], b = psi[i - 1], bb = psi[i - 2];
      const row x = c.x[i], y = c.y[i], yb = c.y[i - 1];
      double* const t = to.x[i];
      for (long j = 0; j < n; ++j) {
        const double across = 0.25 * (yb[j] + y[j] + yb[j + 1] + y[j + 1]);
        t[j] += third_order(x[j], across, bb[j], b[j], p[j], a[j], b[j - 1], p[j - 1], b[j + 1], p[j + 1]);
      }
    }
    for (long i = 0; i < n; ++i) {
      const row p = psi[i], a = psi[i + 1], b = psi[i - 1];
      const row x = c.x[i], xa = c.x[i + 1], y = c.y[i];
      double* const t = to.y[i];
      for (long j = 0; j <= n; ++j) {
        const double across = 0.25 * (x[j - 1] + x[j] + xa[j - 1] + xa[j]);
        t[j] += third_order(y[j], across, p[j - 2], p[j - 1], p[j], p[j + 1], b[j - 1], b[j], a[j - 1], a[j]);
      }
    }
  }

  void bound() {
    for (long i = 0; i < n; ++i) {
      const row p = psi[i], a = psi[i + 1], b = psi[i - 1];
      for (long j = 0; j < n; ++j) {
        low[i][j] = least(p[j], b[j], a[j], p[j - 1], p[j + 1]);
        high[i][j] = greatest(p[j], b[j], a[j], p[j - 1], p[j + 1]);
      }
    }
  }

  void measure(const faces& c) {
    for (long i = 0; i < n; ++i) {
      const row p = psi[i], a = psi[i + 1], b = psi[i - 1];
      const row x = c.x[i], xa = c.x[i + 1], y = c.y[i];
      const row least_before = low[i], most_before = high[i];
      double* const takes = in[i];
      double* const gives = out[i];
      for (long j = 0; j < n; ++j) {
        const double left = flow(b[j], p[j], x[j]), right = flow(p[j], a[j], xa[j]);
        const double below = flow(p[j - 1], p[j], y[j]), above = flow(p[j], p[j + 1], y[j + 1]);
        const double comes =
            std::max(left, 0.0) - std::min(right, 0.0) + std::max(below, 0.0) - std::min(above, 0.0);
        const double goes =
            std::max(right, 0.0) - std::min(left, 0.0) + std::max(above, 0.0) - std::min(below, 0.0);
        const double most = greatest(p[j], b[j], a[j], p[j - 1], p[j + 1]);
        const double smallest = least(p[j], b[j], a[j], p[j - 1], p[j + 1]);
        takes[j] = (std::max(most_before[j], most) - p[j]) / (comes + tiny);
        gives[j] = (p[j] - std::min(least_before[j], smallest)) / (goes + tiny);
      }
    }
  }

  void limit(const faces& c) {
    for (long i = 0; i <= n; ++i) {
      const row r_in = in[i], r_out = out[i], l_in = in[i - 1], l_out = out[i - 1], x = c.x[i];
      double* const t = cut.x[i];
      for (long j = 0; j < n; ++j)
        t[j] = limited_flow(x[j], l_in[j], l_out[j], r_in[j], r_out[j]);
    }
    for (long i = 0; i < n; ++i) {
      const row takes = in[i], gives = out[i], y = c.y[i];
      double* const t = cut.y[i];
      for (long j = 0; j <= n; ++j)
        t[j] = limited_flow(y[j], takes[j - 1], gives[j - 1], takes[j], gives[j]);
    }
  }

  long n;
  int iterations;
  bool limited, third;
  grid psi, next, low, high, in, out;
  faces courant, first, second, cut;
};

} // namespace

namespace serial {

std::unique_ptr<pattern> mpdata(long n) { return std::make_unique<::mpdata>(n, 2, false, false); }
std::unique_ptr<pattern> mpdata_limited(long n) { return std::make_unique<::mpdata>(n, 3, true, true); }

} // namespace serial
