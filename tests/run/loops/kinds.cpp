// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where an annotated loop can stand, how a field can be named, what its elements and the calls in a body can
// be.
#include "loops.hpp"
#include <algorithm>
#include <complex>

[[gnu::const]] double announced(double x);

namespace {

using njmpi::field;

// ---- members, templates, lambdas, macros -----------------------------------------------------

class solver {
public:
  explicit solver(long n) : u({n}), v({n}), factors(static_cast<std::size_t>(n), 2.0) {}
  [[njmpi::kernel]] void set() {
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      u(i) = made(i);
  }
  [[njmpi::kernel]] double step(double weight) {
    double change = 0;
    [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
      this->v(i) = weight * (u(i - 1) + this->u(i + 1)) + factors[i];
      change = std::max(change, std::abs(v(i) - u(i)));
    }
    swap(u, v);
    ++steps;
    return change;
  }
  [[njmpi::kernel]] double total() const;
  [[njmpi::kernel]] static void copy(field<double, 1>& to, const solver& from) {
    [[njmpi::loop]] for (long i = 0; i < to.extent(0); ++i)
      to(i) = from.u(i) + from.factors[i];
  }
  field<double, 1> u, v;
  std::vector<double> factors;
  int steps = 0;
};
double solver::total() const {
  double sum = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
    sum += u(i) * factors[i];
  return sum;
}

struct pair_of_fields {
  field<float, 2> a, b;
};
[[njmpi::kernel]] void by_members(pair_of_fields& p, pair_of_fields* q) {
  [[njmpi::loop]] for (long i = 0; i < p.a.extent(0) - 1; ++i)
    for (long j = 0; j < p.a.extent(1); ++j)
      q->b(i, j) = p.a(i + 1, j) - (*q).a(i, j);
}
[[njmpi::kernel]] void of_a_vector(std::vector<field<double, 1>>& all) {
  [[njmpi::loop]] for (long i = 1; i < all[0].extent(0); ++i)
    all[1](i) = all[0](i - 1) * 3;
}
[[njmpi::kernel]] void by_alias(solver& s) {
  auto& to = s.v;
  const field<double, 1>& from = s.u;
  [[njmpi::loop]] for (long i = 0; i < to.extent(0) - 1; ++i)
    to(i) = from(i + 1) / 2;
}

template <class T, int N> [[njmpi::kernel]] T scaled(field<T, N>& to, const field<T, N>& from, T factor) {
  T most = -10000;
  [[njmpi::loop]] for (long i = 1; i < from.extent(0); ++i) {
    to(i) = factor * from(i - 1);
    most = std::max(most, to(i));
  }
  return most;
}
template <class F> [[njmpi::kernel]] void by_any_type(F& to, const F& from) {
  [[njmpi::loop]] for (long i = 0; i < from.extent(0) - 2; ++i)
    to(i) = from(i + 2) + from(i + 1);
}
template <class T> struct holder {
  field<T, 2> data;
  [[njmpi::kernel]] T sum(long row) const {
    T s = 0;
    [[njmpi::loop]] for (long j = 0; j < data.extent(1); ++j)
      s += data(row, j);
    return s;
  }
};
template <int Width> [[njmpi::kernel]] void wide(field<double, 1>& to, const field<double, 1>& from) {
  [[njmpi::loop]] for (long i = Width; i < from.extent(0); ++i)
    to(i) = from(i - Width);
}

#define NJMPI_TEST_SIZE(f) f.extent(0)
#define NJMPI_TEST_TWICE(x) ((x) + (x))
[[njmpi::kernel]] void with_macros(field<double, 1>& to, const field<double, 1>& from) {
  [[njmpi::loop]] for (long i = 1; i < NJMPI_TEST_SIZE(from); ++i)
    to(i) = NJMPI_TEST_TWICE(from(i - 1));
}

// ---- elements --------------------------------------------------------------------------------

struct cell {
  double mass;
  float speed[2];
  short kind;
  bool operator==(const cell&) const = default;
};
[[njmpi::kernel]] void cells(field<cell, 1>& to, const field<cell, 1>& from) {
  [[njmpi::loop]] for (long i = 1; i < from.extent(0) - 1; ++i) {
    to(i).mass = from(i - 1).mass + from(i + 1).mass;
    to(i).speed[1] = from(i - 1).speed[0];
    to(i).kind = static_cast<short>(from(i + 1).kind + 1);
  }
}
[[njmpi::kernel]] void waves(field<std::complex<double>, 2>& to, const field<std::complex<double>, 2>& from) {
  [[njmpi::loop]] for (long i = 0; i < from.extent(0); ++i)
    for (long j = 1; j < from.extent(1); ++j)
      to(i, j) = from(i, j - 1) * std::complex<double>(0, 1) + from(i, j);
}
[[njmpi::kernel]] long bytes(field<unsigned char, 1>& to, const field<unsigned char, 1>& from) {
  long sum = 0;
  [[njmpi::loop]] for (long i = 3; i < from.extent(0); ++i) {
    to(i) = static_cast<unsigned char>(to(i) + from(i - 3));
    to(i) ^= 0x55;
    sum += to(i);
  }
  return sum;
}
[[njmpi::kernel]] void flags(field<bool, 1>& to, const field<int, 1>& from) {
  [[njmpi::loop]] for (long i = 1; i < from.extent(0); ++i)
    to(i) = from(i) > from(i - 1);
}

// ---- calls -----------------------------------------------------------------------------------

double visible(double x, double y) { return x * y - 1; }
void by_reference(double& out, double x) { out = 3 * x; }
double square_of(const std::vector<double>& v, long i) { return v[i] * v[i]; }
double limited(double x) {
  if (x > 5)
    return 5;
  for (int k = 0; k < 3; ++k)
    x += visible(x, 0.5);
  return x;
}
[[njmpi::kernel]] void calls(field<double, 1>& to, const field<double, 1>& from,
                             const std::vector<double>& v) {
  [[njmpi::loop]] for (long i = 1; i < from.extent(0); ++i) {
    double t = 0;
    by_reference(t, from(i - 1));
    const auto local = [&](double x) { return x + t; };
    to(i) =
        visible(t, from(i)) + std::sqrt(std::abs(announced(t))) + square_of(v, i) + local(limited(from(i)));
  }
}

} // namespace

double announced(double x) { return 2 * x; } // seen by the linker only, as far as the loop is concerned

TEST_CASE("fields and loops of members") {
  for (const long n : {1L, 3L, 12L}) {
    solver s(n);
    serial<double, 1> a({n}), b({n});
    s.set();
    for (long i = 0; i < n; ++i)
      a(i) = made(i);
    for (int t = 0; t < 3; ++t) {
      double change = 0, sum = 0;
      for (long i = 1; i < n - 1; ++i) {
        b(i) = 0.25 * (a(i - 1) + a(i + 1)) + 2;
        change = std::max(change, std::abs(b(i) - a(i)));
      }
      std::swap(a, b);
      for (long i = 0; i < n; ++i)
        sum += a(i) * 2;
      same(s.step(0.25), change, with("change", n, t));
      same(s.u, a, with("member", n, t));
      expect(close(s.total(), sum), with("total", n, t));
    }
    expect(s.steps == 3, "other members");
    field<double, 1> other({n});
    solver::copy(other, s);
    by_alias(s);
    for (long i = 0; i < n - 1; ++i)
      b(i) = a(i + 1) / 2;
    same(s.v, b, with("by alias", n));
    for (long i = 0; i < n; ++i)
      a(i) += 2;
    same(other, a, with("of another object", n));
  }

  pair_of_fields p{field<float, 2>({5, 3}), field<float, 2>({5, 3})}, q = p;
  serial<float, 2> wanted({5, 3});
  p.a.assign([](long i, long j) { return static_cast<float>(made(i, j)); });
  q.a.fill(7);
  by_members(p, &q);
  for (long i = 0; i < 4; ++i)
    for (long j = 0; j < 3; ++j)
      wanted(i, j) = static_cast<float>(made(i + 1, j)) - 7;
  same(q.b, wanted, "by members");

  std::vector<field<double, 1>> all;
  all.emplace_back(field<double, 1>({9}));
  all.emplace_back(field<double, 1>({9}));
  all[0].assign([](long i) { return made(i); });
  of_a_vector(all);
  serial<double, 1> c({9});
  for (long i = 1; i < 9; ++i)
    c(i) = made(i - 1) * 3;
  same(all[1], c, "of a vector");
}

TEST_CASE("loops in templates, lambdas and with macros") {
  for (const long n : {1L, 2L, 4L, 15L}) {
    field<double, 1> u({n}), v({n});
    field<int, 1> p({n}), q({n});
    serial<double, 1> a({n}), b({n});
    serial<int, 1> d({n});
    u.assign([](long i) { return made(i); });
    p.assign([](long i) { return static_cast<int>(scrambled(i)); });
    double most = -10000;
    int most_int = -10000;
    for (long i = 0; i < n; ++i) {
      a(i) = made(i);
      if (i > 0) {
        most = std::max(most, b(i) = 0.5 * made(i - 1));
        most_int = std::max(most_int, d(i) = 3 * static_cast<int>(scrambled(i - 1)));
      }
    }
    same(scaled(v, u, 0.5), most, with("double", n));
    same(scaled(q, p, 3), most_int, with("int", n));
    same(v, b, with("field of double", n));
    same(q, d, with("field of int", n));
    by_any_type(v, u);
    for (long i = 0; i < n - 2; ++i)
      b(i) = a(i + 2) + a(i + 1);
    same(v, b, with("any type", n));
    wide<3>(v, u);
    for (long i = 3; i < n; ++i)
      b(i) = a(i - 3);
    same(v, b, with("width of a template", n));
    with_macros(v, u);
    for (long i = 1; i < n; ++i)
      b(i) = a(i - 1) + a(i - 1);
    same(v, b, with("macros", n));

    const double outside = 4;
    const auto lambda = [&] [[njmpi::kernel]] (double factor) {
      double sum = 0;
      [[njmpi::loop]] for (long i = 0; i < u.extent(0) - 1; ++i) {
        v(i) = factor * u(i + 1) + outside;
        sum += 1;
      }
      return sum;
    };
    same(lambda(2), static_cast<double>(n - 1), with("result of a lambda", n));
    for (long i = 0; i < n - 1; ++i)
      b(i) = 2 * a(i + 1) + outside;
    same(v, b, with("lambda", n));
  }

  holder<long> h{field<long, 2>({4, 9})};
  h.data.assign([](long i, long j) { return 100 * i + j; });
  for (long row = 0; row < 4; ++row)
    same(h.sum(row), 900 * row + 36, with("row", row));
}

TEST_CASE("elements of many types") {
  for (const long n : {1L, 3L, 10L}) {
    field<cell, 1> u({n}), v({n});
    std::vector<cell> a(static_cast<std::size_t>(n), cell{}), b(a);
    for (long i = 0; i < n; ++i)
      a[i] = {made(i), {static_cast<float>(i), 2}, static_cast<short>(i)};
    u.assign([](long i) { return cell{made(i), {static_cast<float>(i), 2}, static_cast<short>(i)}; });
    cells(v, u);
    for (long i = 1; i < n - 1; ++i) {
      b[i].mass = a[i - 1].mass + a[i + 1].mass;
      b[i].speed[1] = a[i - 1].speed[0];
      b[i].kind = static_cast<short>(a[i + 1].kind + 1);
    }
    expect(v.allgather() == b, with("classes", n));

    field<std::complex<double>, 2> w({n, 6}), z({n, 6});
    std::vector<std::complex<double>> c(static_cast<std::size_t>(6 * n)), d(c);
    w.assign([](long i, long j) { return std::complex<double>(made(i), made(j)); });
    for (long i = 0; i < n; ++i)
      for (long j = 0; j < 6; ++j)
        c[6 * i + j] = {made(i), made(j)};
    for (long i = 0; i < n; ++i)
      for (long j = 1; j < 6; ++j)
        d[6 * i + j] = c[6 * i + j - 1] * std::complex<double>(0, 1) + c[6 * i + j];
    waves(z, w);
    expect(z.allgather() == d, with("complex", n));

    field<unsigned char, 1> s({n}), t({n});
    std::vector<unsigned char> e(static_cast<std::size_t>(n));
    s.assign([](long i) { return static_cast<unsigned char>(37 * i + 200); });
    long sum = 0;
    for (long i = 3; i < n; ++i) {
      e[i] = static_cast<unsigned char>(static_cast<unsigned char>(37 * (i - 3) + 200) ^ 0x55);
      sum += e[i];
    }
    same(bytes(t, s), sum, with("sum of bytes", n));
    same(t.allgather(), e, with("bytes", n));

    field<int, 1> p({n});
    field<bool, 1> f({n});
    p.assign([](long i) { return static_cast<int>(scrambled(i)); });
    flags(f, p);
    for (long i = 1; i < n; ++i)
      same(f.at(i), scrambled(i) > scrambled(i - 1), with("flag", n, i));
  }
}

TEST_CASE("bodies call functions") {
  for (const long n : {1L, 4L, 13L}) {
    field<double, 1> u({n}), v({n});
    serial<double, 1> b({n});
    std::vector<double> factors(static_cast<std::size_t>(n));
    for (long i = 0; i < n; ++i)
      factors[i] = made(i + 3);
    u.assign([](long i) { return made(i); });
    calls(v, u, factors);
    for (long i = 1; i < n; ++i) {
      const double t = 3 * made(i - 1);
      b(i) =
          visible(t, made(i)) + std::sqrt(std::abs(2 * t)) + factors[i] * factors[i] + (limited(made(i)) + t);
    }
    same(v, b, with("calls", n));
  }
}
