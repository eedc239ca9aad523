// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Matrices in one ordinary array, subscripted by hand: rows and columns that stay the same beside those that
// the loops count, and rows whose length only the run knows.
#include "loops.hpp"
#include <vector>

namespace {

using matrix = std::vector<double>;

[[njmpi::kernel]] void scale_column(matrix& a, int n, int k, double by) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i * n + k] *= by;
}
// Without pivots.
[[njmpi::kernel]] void factorise(matrix& a, int n) {
  for (int k = 0; k < n; ++k) {
    [[njmpi::loop]] for (int i = k + 1; i < n; ++i)
      a[i * n + k] /= a[k * n + k];
    [[njmpi::loop]] for (int i = k + 1; i < n; ++i)
      for (int j = k + 1; j < n; ++j)
        a[i * n + j] -= a[i * n + k] * a[k * n + j];
  }
}
[[njmpi::kernel]] void reduce_rows(matrix& a, int n, int m) {
  for (int k = 0; k < n; ++k) [[njmpi::loop]]
    for (int i = 0; i < n; ++i)
      for (int j = k + 1; j < m; ++j)
        if (i != k)
          a[i * m + j] -= a[i * m + k] / a[k * m + k] * a[k * m + j];
}
[[njmpi::kernel]] void fill_part(matrix& a, long n, long m, long row, long column) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = column; j < m; ++j)
      a[(row + i) * m + j] = made(i, j);
}
[[njmpi::kernel]] void add_layer(matrix& a, int layers, int m, int l, int from) {
  [[njmpi::loop]] for (int k = from + 1; k < layers; ++k)
    for (int i = 0; i < m; ++i)
      for (int j = 0; j < l; ++j)
        a[(k * m + i) * l + j] += a[(from * m + i) * l + j] * a[from * m * l];
}

matrix made_matrix(long n, long m) {
  matrix a;
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j)
      a.push_back(i == j ? 100 + made(i, j) / 100 : made(i, j) / 100);
  return a;
}

// Parts of one array, side by side.
[[njmpi::kernel]] void of_parts(std::vector<double>& v, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    v[i] = i;
    v[n + i] = 2 * i;
    v[2 * n + i] += v[i] + v[i + n];
  }
  [[njmpi::loop]] for (int i = 0; i + 1 < n; ++i)
    v[n + i] += v[n + i + 1];
}

} // namespace

TEST_CASE("matrices in one array are changed by rows, columns and blocks") {
  for (const long size : loop_sizes) {
    const int n = static_cast<int>(size), m = n + 2;
    matrix a = made_matrix(n, n), b = a;
    for (int k = 0; k < n; ++k) {
      scale_column(a, n, k, k + 2);
      for (int i = 0; i < n; ++i)
        b[static_cast<std::size_t>(i * n + k)] *= k + 2;
    }
    expect(a == b, "columns");
    factorise(a, n);
    for (int k = 0; k < n; ++k) {
      for (int i = k + 1; i < n; ++i)
        b[static_cast<std::size_t>(i * n + k)] /= b[static_cast<std::size_t>(k * n + k)];
      for (int i = k + 1; i < n; ++i)
        for (int j = k + 1; j < n; ++j)
          b[static_cast<std::size_t>(i * n + j)] -=
              b[static_cast<std::size_t>(i * n + k)] * b[static_cast<std::size_t>(k * n + j)];
    }
    expect(a == b, "factors");
    a = b = made_matrix(n, m);
    reduce_rows(a, n, m);
    for (int k = 0; k < n; ++k)
      for (int i = 0; i < n; ++i)
        for (int j = k + 1; j < m && i != k; ++j)
          b[static_cast<std::size_t>(i * m + j)] -= b[static_cast<std::size_t>(i * m + k)] /
                                                    b[static_cast<std::size_t>(k * m + k)] *
                                                    b[static_cast<std::size_t>(k * m + j)];
    expect(a == b, "rows");
    fill_part(a, n - n / 2, m, n / 2, 1);
    for (long i = 0; i < n - n / 2; ++i)
      for (long j = 1; j < m; ++j)
        b[static_cast<std::size_t>((n / 2 + i) * m + j)] = made(i, j);
    expect(a == b, "part");
    const int layers = 4;
    a = b = made_matrix(layers * m, n);
    const auto at = [&](int k, int i, int j) { return static_cast<std::size_t>((k * m + i) * n + j); };
    for (int from = 0; from < layers; ++from) {
      add_layer(a, layers, m, n, from);
      for (int k = from + 1; k < layers; ++k)
        for (int i = 0; i < m; ++i)
          for (int j = 0; j < n; ++j)
            b[at(k, i, j)] += b[at(from, i, j)] * b[at(from, 0, 0)];
    }
    expect(a == b, "layers");
  }
}

TEST_CASE("parts of one array lie side by side") {
  for (const int n : {1, 2, 7, 30}) {
    std::vector<double> v(static_cast<std::size_t>(3 * n), 1), wanted = v;
    of_parts(v, n);
    for (int i = 0; i < n; ++i) {
      wanted[i] = i;
      wanted[n + i] = i + 1 < n ? 4 * i + 2 : 2 * i;
      wanted[2 * n + i] = 1 + 3 * i;
    }
    same(v, wanted, with("parts of", n));
  }
}
