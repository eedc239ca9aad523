// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The matrices of the sparse patterns; every rank makes all of one.
#include "patterns.hpp"
#include <algorithm>
#include <utility>

namespace {

sparse from_rows(const std::vector<std::vector<std::pair<int, double>>>& rows) {
  sparse m;
  m.rows = static_cast<long>(rows.size());
  // Made at once: arrays that grow lie in pages that were moved, which are slower by some percent.
  std::size_t elements = 0;
  for (const auto& row : rows)
    elements += row.size();
  m.begin.reserve(rows.size() + 1);
  m.column.reserve(elements);
  m.value.reserve(elements);
  m.begin.push_back(0);
  for (auto row : rows) {
    std::sort(row.begin(), row.end());
    for (const auto& [column, value] : row) {
      m.column.push_back(column);
      m.value.push_back(value);
    }
    m.begin.push_back(static_cast<long>(m.column.size()));
  }
  return m;
}

} // namespace

sparse star_matrix(long n, int radius, bool scrambled) {
  int bits = 0;
  while (1L << bits < n * n)
    ++bits;
  const auto place = [&](long i, long j) {
    const long natural = (i + n) % n * n + (j + n) % n;
    long reversed = 0;
    for (int b = 0; b < bits; ++b)
      reversed |= (natural >> b & 1) << (bits - 1 - b);
    return static_cast<int>(scrambled ? reversed : natural);
  };
  std::vector<std::vector<std::pair<int, double>>> rows(static_cast<std::size_t>(n * n));
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < n; ++j) {
      auto& row = rows[static_cast<std::size_t>(place(i, j))];
      row.emplace_back(place(i, j), 1.0);
      for (int r = 1; r <= radius; ++r)
        for (const auto& [di, dj] : {std::pair(r, 0), std::pair(-r, 0), std::pair(0, r), std::pair(0, -r)})
          row.emplace_back(place(i + di, j + dj), 0.25 / r / radius);
    }
  return from_rows(rows);
}

sparse poisson_matrix(long n) {
  std::vector<std::vector<std::pair<int, double>>> rows(static_cast<std::size_t>(n * n));
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < n; ++j) {
      auto& row = rows[static_cast<std::size_t>(i * n + j)];
      row.emplace_back(static_cast<int>(i * n + j), 4);
      for (const auto& [p, q] :
           {std::pair(i - 1, j), std::pair(i + 1, j), std::pair(i, j - 1), std::pair(i, j + 1)})
        if (p >= 0 && p < n && q >= 0 && q < n)
          row.emplace_back(static_cast<int>(p * n + q), -1);
    }
  return from_rows(rows);
}
