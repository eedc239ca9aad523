// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Accesses that are not at an offset: fixed and swapped subscripts, elements of different owners in one body,
// reads through index arrays.
#include "loops.hpp"
#include <map>
#include <string>
#include <algorithm>
#include <span>

namespace {

using njmpi::field;

[[njmpi::kernel]] void set(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) = made(i, j);
}

// ---- fixed subscripts, and different owners --------------------------------------------------

[[njmpi::kernel]] void top_row(field<double, 2>& u, double value) {
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j)
    u(0, j) = value + static_cast<double>(j);
}
[[njmpi::kernel]] void opposite_rows(field<double, 2>& u) {
  const long n = u.extent(0);
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j) {
    u(0, j) = made(j);
    u(n - 1, j) += made(j + 500);
  }
}
[[njmpi::kernel]] void opposite_columns(field<double, 2>& u) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    const double x = made(i);
    u(i, 0) = x;
    u(i, u.extent(1) - 1) = x / 2;
  }
}
[[njmpi::kernel]] void any_row(field<double, 2>& u, long row, const field<double, 2>& v) {
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j)
    u(row, j) = v(row, j) * 2;
}
// A read that stays where it is, while the loop moves.
[[njmpi::kernel]] void from_the_first(field<double, 2>& u, const field<double, 2>& v) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) = v(0, j) + 2 * v(i, 0) + 4 * v(0, 0);
}
[[njmpi::kernel]] void from_the_last(field<double, 2>& u, const field<double, 2>& v, long row) {
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    for (long j = 0; j < u.extent(1); ++j)
      u(i, j) += v(v.extent(0) - 1, j) - v(row, v.extent(1) - 1);
}
// Two fields of different shapes: their distributions differ.
[[njmpi::kernel]] void of_two(field<double, 1>& u, field<double, 1>& v) {
  [[njmpi::loop]] for (long i = 0; i < std::min(u.extent(0), v.extent(0)); ++i) {
    u(i) = made(i);
    v(i) = made(i + 300);
  }
}
[[njmpi::kernel]] void between_shapes(field<double, 1>& u, const field<double, 1>& v) {
  [[njmpi::loop]] for (long i = 0; i < std::min(u.extent(0), v.extent(0)); ++i)
    u(i) -= v(i) / 2;
}
[[njmpi::kernel]] double with_sum(field<double, 2>& u) {
  const long n = u.extent(0);
  double sum = 0;
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j) {
    u(0, j) = made(j);
    u(n - 1, j) = made(2 * j);
    sum += made(3 * j);
  }
  return sum;
}
[[njmpi::kernel]] double row_into_array(std::vector<double>& row, const field<double, 2>& u, long i) {
  double most = -1e300;
  [[njmpi::loop]] for (long j = 0; j < u.extent(1); ++j) {
    row[j] = u(i, j);
    most = std::max(most, u(i, j));
  }
  return most;
}

// ---- swapped subscripts ----------------------------------------------------------------------

[[njmpi::kernel]] void transpose(field<double, 2>& b, const field<double, 2>& a) {
  [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
    for (long j = 0; j < b.extent(1); ++j)
      b(i, j) += a(j, i);
}
[[njmpi::kernel]] void transposed_write(field<double, 2>& b, field<double, 2>& a) {
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    for (long j = 0; j < a.extent(1); ++j)
      b(j, i) = a(i, j) + 1;
}
[[njmpi::kernel]] void symmetric(field<double, 2>& s, const field<double, 2>& a) {
  [[njmpi::loop]] for (long i = 1; i < s.extent(0) - 1; ++i)
    for (long j = 1; j < s.extent(1) - 1; ++j)
      s(i, j) = a(i, j) - a(j, i) + a(i - 1, j) + a(j, i + 1);
}
[[njmpi::kernel]] void rotated(field<int, 3>& b, const field<int, 3>& a) {
  [[njmpi::loop]] for (long i = 0; i < b.extent(0); ++i)
    for (long j = 0; j < b.extent(1); ++j)
      for (long k = 0; k < b.extent(2); ++k)
        b(i, j, k) = a(k, i, j);
}

// ---- index arrays ----------------------------------------------------------------------------

[[njmpi::kernel]] void permuted(field<double, 1>& y, const field<double, 1>& x, const std::vector<int>& p) {
  [[njmpi::loop]] for (long i = 0; i < y.extent(0); ++i)
    y(i) = x(p[i]) * 2;
}
[[njmpi::kernel]] void multiply(field<double, 1>& y, const std::vector<long>& ptr,
                                const std::vector<int>& col, const std::vector<double>& val,
                                const field<double, 1>& x) {
  [[njmpi::loop]] for (long i = 0; i < y.extent(0); ++i) {
    double s = 0;
    for (long k = ptr[i]; k < ptr[i + 1]; ++k)
      s += val[k] * x(col[k]);
    y(i) = s;
  }
}
[[njmpi::kernel]] double multiply_and_dot(field<double, 1>& y, std::span<const int> ptr,
                                          std::span<const int> col, std::span<const double> val,
                                          const field<double, 1>& x) {
  double dot = 0;
  [[njmpi::loop]] for (long i = 0; i < y.extent(0); ++i) {
    double s = 0;
    for (int k = ptr[i]; k < ptr[i + 1]; ++k)
      s += val[k] * x(col[k]);
    y(i) = s;
    dot += s * x(i);
  }
  return dot;
}
[[njmpi::kernel]] void two_through_one(field<double, 1>& y, const field<double, 1>& x,
                                       const field<double, 1>& z, const std::vector<long>& p) {
  [[njmpi::loop]] for (long i = 1; i < y.extent(0); ++i)
    y(i) = x(p[i]) - z(p[i]) + x(i - 1);
}

struct holder {
  field<double, 1>& held;
  field<double, 1>& get() const { return held; }
};
field<double, 1>& chosen(field<double, 1>& a, field<double, 1>& b, bool second) { return second ? b : a; }

// Names of fields that nobody can follow.
[[njmpi::kernel]] void through_names(field<double, 1>& to, field<double, 1>& a, field<double, 1>& b, bool second) {
  const holder h{a};
  std::map<std::string, field<double, 1>*> by_name{{"a", &a}, {"b", &b}};
  const field<double, 1>& x = h.get();
  auto& y = second ? b : a;
  auto& z = chosen(a, b, second);
  const field<double, 1>& w = *by_name.at("b");
  field<double, 1>& written = chosen(to, a, false);
  [[njmpi::loop]] for (long i = 1; i < to.extent(0) - 1; ++i)
    written(i) = x(i - 1) + 2 * y(i + 1) + 4 * z(i - 1) + 8 * w(i + 1);
}
// Two names of one field, of which one is written.
[[njmpi::kernel]] void through_one_field(field<double, 1>& a, bool second, field<double, 1>& b) {
  auto& same = second ? b : a;
  [[njmpi::loop]] for (long i = 0; i < a.extent(0); ++i)
    a(i) = same(i) + 1;
}
[[njmpi::kernel]] void unsigned_index(field<double, 1>& to, const field<double, 1>& from, unsigned first) {
  [[njmpi::loop]] for (unsigned i = first; i < to.extent(0) - 1; ++i)
    to(i) = from(i - 1) + from(i + 1);
}

} // namespace

TEST_CASE("fixed subscripts restrict a loop to the ranks that own them") {
  for (const auto& [n, m] : {std::pair(1L, 1L), std::pair(2L, 4L), std::pair(5L, 1L), std::pair(9L, 12L)}) {
    field<double, 2> u({n, m}), v({n, m});
    serial<double, 2> a({n, m}), b({n, m});
    set(u);
    v = u;
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = b(i, j) = made(i, j);
    top_row(u, 3);
    for (long j = 0; j < m; ++j)
      a(0, j) = 3 + static_cast<double>(j);
    same(u, a, with("top row", n, m));
    opposite_rows(u);
    for (long j = 0; j < m; ++j) {
      a(0, j) = made(j);
      a(n - 1, j) += made(j + 500);
    }
    same(u, a, with("opposite rows", n, m));
    opposite_columns(u);
    for (long i = 1; i < n - 1; ++i) {
      a(i, 0) = made(i);
      a(i, m - 1) = made(i) / 2;
    }
    same(u, a, with("opposite columns", n, m));
    for (long row = 0; row < n; ++row) {
      any_row(v, row, u);
      for (long j = 0; j < m; ++j)
        b(row, j) = a(row, j) * 2;
      same(v, b, with("any row", n, m, row));
    }
    from_the_first(u, v);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = b(0, j) + 2 * b(i, 0) + 4 * b(0, 0);
    same(u, a, with("from the first", n, m));
    for (long row = 0; row < n; ++row) {
      from_the_last(u, v, row);
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          a(i, j) += b(n - 1, j) - b(row, m - 1);
      same(u, a, with("from the last", n, m, row));
    }
    double sum = 0, most = -1e300;
    for (long j = 0; j < m; ++j) {
      a(0, j) = made(j);
      a(n - 1, j) = made(2 * j);
      sum += made(3 * j);
    }
    same(with_sum(u), sum, with("sum", n, m));
    same(u, a, with("rows beside the sum", n, m));

    std::vector<double> row(static_cast<std::size_t>(m)), wanted(row);
    for (long j = 0; j < m; ++j) {
      wanted[j] = a(n / 2, j);
      most = std::max(most, wanted[j]);
    }
    same(row_into_array(row, u, n / 2), most, with("most of a row", n, m));
    same(row, wanted, with("a row", n, m));
  }
}

TEST_CASE("the statements of a body run where their elements live") {
  for (const auto& [n, m] : {std::pair(1L, 6L), std::pair(8L, 3L), std::pair(17L, 20L)}) {
    field<double, 1> u({n}), v({m});
    serial<double, 1> a({n}), b({m});
    of_two(u, v);
    for (long i = 0; i < std::min(n, m); ++i) {
      a(i) = made(i);
      b(i) = made(i + 300);
    }
    same(u, a, with("one", n, m));
    same(v, b, with("other", n, m));
    between_shapes(u, v);
    for (long i = 0; i < std::min(n, m); ++i)
      a(i) -= b(i) / 2;
    same(u, a, with("between shapes", n, m));
  }
}

TEST_CASE("swapped subscripts redistribute") {
  for (const auto& [n, m] : {std::pair(1L, 1L), std::pair(2L, 7L), std::pair(6L, 6L), std::pair(13L, 5L)}) {
    field<double, 2> u({n, m}), v({m, n});
    serial<double, 2> a({n, m}), b({m, n});
    set(u);
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < m; ++j)
        a(i, j) = made(i, j);
    for (int t = 0; t < 3; ++t) {
      transpose(v, u);
      transposed_write(v, u);
      transpose(v, u);
      for (long i = 0; i < m; ++i)
        for (long j = 0; j < n; ++j)
          b(i, j) = a(j, i) + 1 + a(j, i);
      same(v, b, with("transposed", n, m, t));
      transpose(u, v);
      for (long i = 0; i < n; ++i)
        for (long j = 0; j < m; ++j)
          a(i, j) += b(j, i);
      same(u, a, with("and back", n, m, t));
    }
    field<double, 2> square({m, m}), sym({m, m});
    serial<double, 2> c({m, m}), d({m, m});
    set(square);
    for (long i = 0; i < m; ++i)
      for (long j = 0; j < m; ++j)
        c(i, j) = made(i, j);
    symmetric(sym, square);
    for (long i = 1; i < m - 1; ++i)
      for (long j = 1; j < m - 1; ++j)
        d(i, j) = c(i, j) - c(j, i) + c(i - 1, j) + c(j, i + 1);
    same(sym, d, with("symmetric", m));

    field<int, 3> p({n, m, 4}), q({m, 4, n});
    serial<int, 3> e({m, 4, n});
    p.assign([](long i, long j, long k) { return static_cast<int>(scrambled(i + 50 * j + 700 * k)); });
    rotated(q, p);
    for (long i = 0; i < m; ++i)
      for (long j = 0; j < 4; ++j)
        for (long k = 0; k < n; ++k)
          e(i, j, k) = static_cast<int>(scrambled(k + 50 * i + 700 * j));
    same(q, e, with("rotated", n, m));
  }
}

TEST_CASE("reads through index arrays") {
  for (const long n : {1L, 2L, 7L, 30L}) {
    field<double, 1> x({n}), y({n}), z({n});
    serial<double, 1> a({n}), b({n}), c({n});
    x.assign([](long i) { return made(i); });
    z.assign([](long i) { return made(i + 900); });
    for (long i = 0; i < n; ++i) {
      a(i) = made(i);
      c(i) = made(i + 900);
    }
    std::vector<int> p(static_cast<std::size_t>(n));
    std::vector<long> q(p.size());
    for (int t = 0; t < 3; ++t) {
      // The same array twice, then one with other contents in the same place.
      for (long i = 0; i < n; ++i) {
        p[i] = static_cast<int>((i * (t < 2 ? 3 : 5) + 1) % n);
        q[i] = n - 1 - p[i];
      }
      permuted(y, x, p);
      for (long i = 0; i < n; ++i)
        b(i) = a(p[i]) * 2;
      same(y, b, with("permuted", n, t));
      two_through_one(x, y, z, q);
      for (long i = 1; i < n; ++i)
        a(i) = b(q[i]) - c(q[i]) + b(i - 1);
      same(x, a, with("two through one", n, t));
    }
  }
}

TEST_CASE("sparse products") {
  for (const long n : {1L, 3L, 8L, 40L}) {
    std::vector<long> ptr{0};
    std::vector<int> col;
    std::vector<double> val;
    for (long i = 0; i < n; ++i) {
      for (long k = 0; k < (i * 3) % 5; ++k) { // empty rows too
        col.push_back(static_cast<int>((i * i + 11 * k) % n));
        val.push_back(made(i, k));
      }
      ptr.push_back(static_cast<long>(col.size()));
    }
    const std::vector<int> ptr_of_int(ptr.begin(), ptr.end());
    field<double, 1> x({n}), y({n});
    serial<double, 1> a({n}), b({n});
    x.assign([](long i) { return static_cast<double>(scrambled(i) % 100); });
    for (long i = 0; i < n; ++i)
      a(i) = static_cast<double>(scrambled(i) % 100);
    for (int t = 0; t < 4; ++t) {
      multiply(y, ptr, col, val, x);
      double dot = 0;
      for (long i = 0; i < n; ++i) {
        double s = 0;
        for (long k = ptr[i]; k < ptr[i + 1]; ++k)
          s += val[k] * a(col[k]);
        b(i) = s;
        dot += s * a(i);
      }
      same(y, b, with("product", n, t));
      y.fill(-1);
      const double found = multiply_and_dot(y, ptr_of_int, col, val, x);
      same(y, b, with("product and dot", n, t));
      expect(close(found, dot), with("dot", n, t));
      swap(x, y);
      std::swap(a, b);
      x.assign([t](long i) { return made(i + t); });
      for (long i = 0; i < n; ++i)
        a(i) = made(i + t);
      if (!val.empty())
        val.front() = made(t); // values change, places stay
    }
  }
}

TEST_CASE("names of fields that nobody can follow") {
  for (const long n : {3L, 8L, 23L})
    for (const bool second : {false, true}) {
      field<double, 1> to({n}), a({n}), b({n});
      serial<double, 1> expected({n});
      a.assign([](long i) { return made(i); });
      b.assign([](long i) { return made(i + 50); });
      through_names(to, a, b, second);
      const long other = second ? 50 : 0;
      for (long i = 1; i < n - 1; ++i)
        expected(i) = made(i - 1) + 2 * made(i + 1 + other) + 4 * made(i - 1 + other) + 8 * made(i + 51);
      same(to, expected, with("names", n, second));
      through_one_field(a, true, b);
      for (long i = 0; i < n; ++i)
        expected(i) = made(i + 50) + 1;
      same(a, expected, with("one name of two fields", n));
    }
}

TEST_CASE("unsigned indices of 32 bits below zero") {
  const policy thrown(njmpi::errors::throw_exception);
  field<double, 1> to({9}), from({9}, {.ghost = {1}});
  from.assign([](long i) { return double(i); });
  unsigned_index(to, from, 1);
  CHECK(to.at(4) == 8);
#ifdef __NJMPI__
  std::string text;
  try {
    unsigned_index(to, from, 0);
  } catch (const njmpi::error& e) {
    text = e.what();
  }
  expect(text.find("reads index -1 of dimension 0 of a field with extent 9 and ghost 1, by a subscript of unsigned type") !=
             std::string::npos,
         text);
#endif
}
