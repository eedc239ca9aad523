// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What njmpi-rewrite --print-loops says of these loops is in loops.txt.
#include <array>
#include <cmath>
#include <complex>
#include <njmpi/njmpi.hpp>
#include <vector>

using field1 = njmpi::field<double, 1>;
using field2 = njmpi::field<double, 2>;

[[njmpi::kernel]] double pi(long n) {
  double sum = 0, h = 1.0 / n;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    double x = h * (i + 0.5);
    sum += 4 / (1 + x * x);
  }
  return h * sum;
}

[[njmpi::kernel]] double relax(field2 &next, const field2 &now) {
  double change = 0;
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 1; ++j) {
      next(i, j) = 0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1));
      change = std::max(change, std::abs(next(i, j) - now(i, j)));
    }
  return change;
}

[[njmpi::kernel]] void multiply(field1 &y, const field1 &x, const std::vector<int> &ptr, const std::vector<int> &col,
                                const std::vector<double> &v) {
  [[njmpi::loop]] for (long i = 0; i < y.extent(0); ++i) {
    double s = 0;
    for (int k = ptr[i]; k < ptr[i + 1]; ++k) {
      const int c = col[k];
      if (c >= 0)
        s += v[k] * x(c);
    }
    y(i) = s;
  }
}

// Swapped, reversed, strided and fixed subscripts; sums of constants; inner loops.
[[njmpi::kernel]] void subscripts(field2 &u, const field2 &w, field1 &x, int n, int m, int k) {
  [[njmpi::loop]] for (int i = n - 1; i >= 0; i -= 2)
    for (int j = k; j != m; ++j) {
      const int left = j - 1;
      u(i, j + k) = w(j, i) + w(n - 1 - i, left) + w(2 * i + 3, m - j) + w(0, n * m) + w((i + 1) - 1 + 2 * k, j);
    }
  int late;
  [[njmpi::loop]] for (late = 0; late <= k; late += k) {
    double s = 0;
    for (int j = 0; j < m; ++j)
      s += w(late, j);
    x(late) = s;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < i; ++j)
      u(i, j) = 0;
}

// What lives on different ranks runs there.
[[njmpi::kernel]] void edges(field2 &u, field2 &v, std::vector<double> &a, int n) {
  double sum = 0;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    u(i, 0) = u(i, 1);
    if (i > 0)
      u(i, n - 1) = 2;
    sum += u(i, n - 1);
    a[i] = i;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    u(i, 0) = 1;
    v(i, 0) = u(i, 0);
  }
  [[njmpi::loop(pipeline)]] for (int i = 1; i < n; ++i)
    for (int j = n - 2; j > 0; --j)
      u(i, j) = u(i - 1, j) + u(i, j + 1) + u(i + 1, j - 1);
}

struct cell {
  double mass, flux[2];
};

// Arrays that every rank holds.
[[njmpi::kernel]] void arrays(std::vector<double> &a, const double *__restrict p, double (*c)[7], std::vector<std::array<double, 3>> &f,
                              std::vector<cell> &cells, int n, int m) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      a[i * m + j] = p[(i + 1) * m + j] + p[i] + c[i][j % 7];
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    c[i][3] = 1;
    f[i][0] = f[i][1];
    f[i] = {};
    cells[i].mass = cells[i].flux[1];
  }
  [[njmpi::loop]] for (double &x : a)
    x *= 2;
  double local[9] = {};
  double &first = local[0];
  [[njmpi::loop]] for (int i = 1; i < 9; ++i)
    local[i] = first;
}

struct totals {
  long count;
};

[[njmpi::kernel]] void reductions(const std::vector<double> &a, totals &t, int n, std::complex<double> z) {
  double lo = 1e9, product = 1;
  int at = 0, twice = 0;
  bool all = true, any = false;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    if (a[i] < lo) {
      lo = a[i];
      at = i;
      twice = 2 * i;
    }
    double &r = product;
    r *= a[i];
    if (a[i] < 0) {
      ++t.count;
      any = true;
    }
    t.count += 2;
    all = all && a[i] > 0;
    z -= a[i];
  }
  (void)(at + twice + all + any);
}

template <class T> [[njmpi::kernel]] T total(const std::vector<T> &a) {
  T s{};
  [[njmpi::loop]] for (size_t i = 0; i < a.size(); ++i)
    s += a[i];
  return s;
}
template double total(const std::vector<double> &);
