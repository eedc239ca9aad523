// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads with computed subscripts of fields of several dimensions: grids of other widths, tables of places,
// indices that wrap around, lists that change.
#include "loops.hpp"
#include <vector>

namespace {

using njmpi::field;
using grid = field<double, 2>;
using block = field<double, 3>;
struct cell {
  float mass = 0;
  std::array<int, 3> of{};
};
using table = std::vector<int>;

// ---- from one grid to another of another width ---------------------------------------------------

[[njmpi::kernel]] void prolong(grid& fine, const grid& coarse) {
  [[njmpi::loop]] for (long i = 0; i < fine.extent(0); ++i)
    for (long j = 0; j < fine.extent(1); ++j)
      fine(i, j) += 0.25 * (coarse(i / 2, j / 2) + coarse((i + 1) / 2, j / 2) + coarse(i / 2, (j + 1) / 2) +
                            coarse((i + 1) / 2, (j + 1) / 2));
}
[[njmpi::kernel]] void restricted(grid& coarse, const grid& fine) {
  [[njmpi::loop]] for (long i = 1; i < coarse.extent(0) - 1; ++i)
    for (long j = 1; j < coarse.extent(1) - 1; ++j)
      coarse(i, j) = fine(2 * i, 2 * j) + 0.5 * (fine(2 * i - 1, 2 * j) + fine(2 * i, 2 * j + 1));
}
[[njmpi::kernel]] void weighted(grid& coarse, const grid& fine) {
  constexpr double weight[3] = {0.25, 0.5, 0.25};
  [[njmpi::loop]] for (long i = 1; i < coarse.extent(0) - 1; ++i)
    for (long j = 1; j < coarse.extent(1) - 1; ++j) {
      double sum = 0;
      for (int a = -1; a <= 1; ++a)
        for (int b = -1; b <= 1; ++b)
          sum += weight[a + 1] * weight[b + 1] * fine(2 * i + a, 2 * j + b);
      coarse(i, j) = sum;
    }
}
// The width of the box is known when it runs.
[[njmpi::kernel]] void smooth(grid& to, const grid& from, const table& width) {
  const long n = from.extent(0), m = from.extent(1);
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j) {
      double sum = 0;
      for (long a = std::max(0L, i - width[0]); a <= std::min(n - 1, i + width[0]); ++a)
        for (long b = -width[1]; b <= width[1]; ++b)
          if (j + b >= 0 && j + b < m)
            sum += from(a, j + b);
      to(i, j) = sum;
    }
}
[[njmpi::kernel]] void prolong_boxes(block& fine, const block& coarse) {
  [[njmpi::loop]] for (int i = 0; i < static_cast<int>(fine.extent(0)); ++i)
    for (int j = 0; j < static_cast<int>(fine.extent(1)); ++j)
      for (int k = 0; k < static_cast<int>(fine.extent(2)); ++k)
        fine(i, j, k) = coarse(i / 2, j, k / 3) - coarse(i / 2, (j + 1) / 2, k / 3);
}

// ---- by tables -----------------------------------------------------------------------------------

[[njmpi::kernel]] void permute(grid& to, const grid& from, const table& row, const table& column) {
  [[njmpi::loop]] for (long i = 0; i < to.extent(0); ++i)
    for (long j = 0; j < to.extent(1); ++j)
      to(i, j) = from(row[static_cast<std::size_t>(i)], column[static_cast<std::size_t>(j)]);
}
[[njmpi::kernel]] void rows_of_a_matrix(grid& to, const grid& from, const table& begin, const table& row) {
  [[njmpi::loop]] for (long i = 0; i < to.extent(0); ++i)
    for (long j = 0; j < to.extent(1); ++j) {
      double sum = 0;
      for (int k = begin[static_cast<std::size_t>(i)]; k < begin[static_cast<std::size_t>(i + 1)]; ++k)
        if (row[static_cast<std::size_t>(k)] >= 0)
          sum += from(row[static_cast<std::size_t>(k)], j) * (k + 1);
      to(i, j) = sum;
    }
}
[[njmpi::kernel]] double one_for_each(const field<cell, 2>& from, field<double, 1>& to, const table& row,
                                      const table& column) {
  double most = 0;
  [[njmpi::loop]] for (long i = 0; i < to.extent(0); ++i) {
    const auto at = static_cast<std::size_t>(i);
    to(i) = from(row[at], column[at]).of[2] + from(row[at], column[at]).mass;
    most = std::max(most, to(i));
  }
  return most;
}
// The halo of one read, and the list of another, of one field.
[[njmpi::kernel]] void near_and_far(grid& to, const grid& from, const table& row) {
  const long n = from.extent(0), m = from.extent(1);
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    for (long j = 0; j < m; ++j)
      to(i, j) = from(i - 1, j) + 2 * from(row[static_cast<std::size_t>(i)], j) + 4 * from(i + 1, m - 1 - j);
}

// ---- around the edges ----------------------------------------------------------------------------

[[njmpi::kernel]] void around(grid& to, const grid& from, long by) {
  [[njmpi::loop]] for (long i = 0; i < to.extent(0); ++i)
    for (long j = 0; j < to.extent(1); ++j)
      to(i, j) = from(i + by * (j % 3), j - by * (i % 2));
}
[[njmpi::kernel]] void clamped(grid& to, const grid& from) {
  const long n = from.extent(0), m = from.extent(1);
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j)
      to(i, j) = from(std::max(i - 2, 0L), j) + from(std::min(i + 2, n - 1), (j + 3) % m) +
                 from(-1, std::min(j, 2L));
}

// ---- what they should be -------------------------------------------------------------------------

template <class Field> void number(Field& f, double by = 1) {
  f.assign([=](auto... i) { return by * made(i...); });
}
template <class Field, class F> void check(const char* what, const Field& f, F&& expected) {
  INFO(what << ", " << f.extent(0));
  const auto values = f.allgather();
  std::array<long, 4> n{1, 1, 1, 1};
  for (int d = 0; d < f.rank(); ++d)
    n[static_cast<std::size_t>(d)] = f.extent(d);
  bool all = true;
  for (long c = 0; c < static_cast<long>(values.size()); ++c) {
    double want = 0;
    if constexpr (requires { expected(0L, 0L, 0L); })
      want = expected(c / n[2] / n[1], c / n[2] % n[1], c % n[2]);
    else if constexpr (requires { expected(0L, 0L); })
      want = expected(c / n[1], c % n[1]);
    else
      want = expected(c);
    all = all && close(values[static_cast<std::size_t>(c)], want);
  }
  CHECK(all);
}
table numbers(long n, long factor, long below) {
  table result;
  for (long i = 0; i < n; ++i)
    result.push_back(static_cast<int>(below > 0 ? i * factor % below : 0));
  return result;
}

} // namespace

TEST_CASE("computed subscripts lead from grid to grid") {
  for (const long n : loop_sizes) {
    grid coarse({n + 1, n + 2}), fine({2 * n + 1, 2 * n + 3});
    number(coarse);
    for (int pass = 0; pass < 3; ++pass) {
      number(fine, 2);
      prolong(fine, coarse);
      const double by = pass == 0 ? 1 : pass + 2;
      check("fine", fine, [&](long i, long j) {
        const auto c = [&](long a, long b) { return by * made(a, b); };
        return 2 * made(i, j) + 0.25 * (c(i / 2, j / 2) + c((i + 1) / 2, j / 2) + c(i / 2, (j + 1) / 2) +
                                        c((i + 1) / 2, (j + 1) / 2));
      });
      number(coarse, pass + 3); // the list stays, the elements do not
    }
    number(coarse, 5);
    number(fine);
    restricted(coarse, fine);
    check("coarse", coarse, [&](long i, long j) {
      return i < 1 || j < 1 || i >= n || j >= n + 1
                 ? 5 * made(i, j)
                 : made(2 * i, 2 * j) + 0.5 * (made(2 * i - 1, 2 * j) + made(2 * i, 2 * j + 1));
    });
    number(coarse, 5);
    weighted(coarse, fine);
    check("weighted", coarse, [&](long i, long j) {
      double sum = 0;
      for (int a = -1; a <= 1; ++a)
        for (int b = -1; b <= 1; ++b)
          sum += (a ? 0.25 : 0.5) * (b ? 0.25 : 0.5) * made(2 * i + a, 2 * j + b);
      return i < 1 || j < 1 || i >= n || j >= n + 1 ? 5 * made(i, j) : sum;
    });
    grid smoothed({n + 1, n + 2});
    number(coarse);
    for (const table& width : {table{1, 2}, table{3, 0}}) {
      smooth(smoothed, coarse, width);
      check("smoothed", smoothed, [&](long i, long j) {
        double sum = 0;
        for (long a = std::max(0L, i - width[0]); a <= std::min(n, i + width[0]); ++a)
          for (long b = std::max(0L, j - width[1]); b <= std::min(n + 1, j + width[1]); ++b)
            sum += made(a, b);
        return sum;
      });
    }
    block boxes({n / 2 + 1, n + 1, n / 3 + 1}), small({n + 1, n, n});
    number(boxes);
    prolong_boxes(small, boxes);
    check("boxes", small,
          [&](long i, long j, long k) { return made(i / 2, j, k / 3) - made(i / 2, (j + 1) / 2, k / 3); });
  }
}

TEST_CASE("computed subscripts come from tables") {
  for (const long n : loop_sizes) {
    const long m = n + 3;
    grid to({n, m}), from({n, m});
    number(from);
    table row = numbers(n, 5, n), column = numbers(m, 7, m);
    for (int pass = 0; pass < 3; ++pass) {
      permute(to, from, row, column);
      check("tables", to, [&](long i, long j) {
        return made(row[static_cast<std::size_t>(i)], column[static_cast<std::size_t>(j)]);
      });
      for (int& c : column)
        c = (c + pass) % static_cast<int>(m);
    }
    if (n == 0)
      continue;
    table begin{0}, rows;
    for (int i = 0; i < static_cast<int>(n); ++i) {
      for (int k = 0; k < i % 4; ++k)
        rows.push_back(k == 2 ? -1 : (i * 3 + k * 5) % static_cast<int>(n));
      begin.push_back(static_cast<int>(rows.size()));
    }
    rows_of_a_matrix(to, from, begin, rows);
    check("rows", to, [&](long i, long j) {
      double sum = 0;
      for (int k = begin[static_cast<std::size_t>(i)]; k < begin[static_cast<std::size_t>(i + 1)]; ++k)
        if (const int r = rows[static_cast<std::size_t>(k)]; r >= 0)
          sum += made(r, j) * (k + 1);
      return sum;
    });
    field<cell, 2> cells({n, m});
    cells.assign([](long i, long j) {
      return cell{static_cast<float>(made(i, j)), {0, 0, static_cast<int>(i * 100 + j)}};
    });
    field<double, 1> picked({m});
    const table places = numbers(m, 11, n);
    double most = 0;
    const auto value = [&](long i) {
      const long a = places[static_cast<std::size_t>(i)], b = column[static_cast<std::size_t>(i)];
      return static_cast<double>(static_cast<float>(static_cast<float>(a * 100 + b) + made(a, b)));
    };
    for (long i = 0; i < m; ++i)
      most = std::max(most, value(i));
    CHECK(close(one_for_each(cells, picked, places, column), most));
    check("picked", picked, value);
    grid other({n, m});
    near_and_far(other, from, row);
    check("near and far", other, [&](long i, long j) {
      return i < 1 || i >= n - 1 ? 0
                                 : made(i - 1, j) + 2 * made(row[static_cast<std::size_t>(i)], j) +
                                       4 * made(i + 1, m - 1 - j);
    });
  }
}

TEST_CASE("computed subscripts wrap around, and stop at edges") {
  for (const long n : loop_sizes) {
    const long m = n + 2;
    grid from({n, m}, {.periodic = {true, true}}), to({n, m});
    number(from);
    const auto in = [](long i, long size) { return (i % size + size) % size; };
    for (const long by : {1L, -4L, n}) {
      around(to, from, by);
      check("around", to,
            [&](long i, long j) { return made(in(i + by * (j % 3), n), in(j - by * (i % 2), m)); });
    }
    if (n < 3)
      continue;
    grid edged({n, m}, {.ghost = {1, 0}});
    edged.assign([](long i, long j) { return made(i, j); });
    [](grid& g) __attribute__((noinline)) {
      for (long j = 0; j < g.extent(1); ++j)
        if (g.owned().first[0] == 0 && g.owned().last[0] > 0 && j >= g.owned().first[1] &&
            j < g.owned().last[1])
          g(-1, j) = 3 + static_cast<double>(j);
    }(edged);
    clamped(to, edged);
    check("clamped", to, [&](long i, long j) {
      return made(std::max(i - 2, 0L), j) + made(std::min(i + 2, n - 1), (j + 3) % m) + 3 +
             static_cast<double>(std::min(j, 2L));
    });
  }
}
