// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays and elements that the body gets by way of functions: getters, pointers to members, objects that hold
// references, functions behind pointers, lambdas that the kernel is given.
#include "loops.hpp"
#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <tuple>

namespace {

using njmpi::field;

struct parameters {
  double step = 0.5;
  int n = 8;
};
class model {
  std::vector<double> x_ = std::vector<double>(8, 1), force_ = std::vector<double>(8, 2);
  parameters given;

public:
  const parameters& par() const { return given; }
  const std::vector<double>& force() const { return force_; }
  std::vector<double>& x() { return x_; }
  std::span<const double> view() const { return force_; }
  const double* pointer() const { return force_.data(); }

  [[njmpi::kernel]] void own() {
    [[njmpi::loop]] for (int i = 0; i < par().n; ++i)
      x_[i] += par().step * force()[i];
  }
};
[[njmpi::kernel]] void of_model(std::vector<double>& y, const model& s) {
  [[njmpi::loop]] for (std::size_t i = 1; i < y.size(); ++i)
    y[i] += s.force()[i - 1] + s.view()[i - 1] + s.pointer()[i - 1];
}
[[njmpi::kernel]] void into_model(model& s, double v) {
  [[njmpi::loop]] for (int i = 0; i < 8; ++i)
    s.x()[i] = v * i;
}

struct pair_of {
  double x = 0, y = 0;
  void set(int v) { x = v; }
};
template <double pair_of::* Of>
[[njmpi::kernel]] void by_pointer_to_member(std::vector<pair_of>& v, double pair_of::* m) {
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i) {
    v[i].*m = static_cast<double>(i);
    v[i].*Of += 1;
  }
  [[njmpi::loop]] for (pair_of& each : v)
    each.*m += each.*Of;
}

struct keeper {
  double& kept;
  void put(double v) { kept = v; }
};
class holder {
  double& held;
  double last;

public:
  holder(double& of, double v) : held(of), last(v) {}
  holder(const holder&) = delete;
  ~holder() { held += last; }
};
[[njmpi::kernel]] void by_objects(std::vector<double>& v, std::vector<pair_of>& w) {
  [[njmpi::loop]] for (int i = 0; i < 9; ++i) {
    keeper first{v[i]}, second{w[i].y};
    first.put(i);
    second.put(2 * i);
  }
  [[njmpi::loop]] for (int i = 0; i < 9; ++i)
    holder at_the_end(v[i], i);
}
struct parts {
  double x = 0;
  std::array<double, 3> a{};
};
[[njmpi::kernel]] void by_functions_of_the_library(std::vector<parts>& v, field<parts, 1>& f) {
  [[njmpi::loop]] for (int i = 0; i < 9; ++i) {
    std::ranges::fill(v[i].a, i);
    v[i].a.data()[1] = 2 * i;
    std::reference_wrapper<double> r = v[i].x;
    r.get() = 3 * i;
    f(i).a.data()[2] = i;
    *f(i).a.begin() = -i;
  }
}
[[njmpi::kernel]] void by_pointers_to_functions(std::vector<double>& v, std::vector<pair_of>& w,
                                                void (*set)(double&, int), void (pair_of::*put)(int)) {
  [[njmpi::loop(trusted)]] for (int i = 0; i < 9; ++i)
    set(v[i], i);
  [[njmpi::loop(trusted)]] for (int i = 0; i < 9; ++i)
    (w[i].*put)(i);
}

template <class T> int twice(T&& v) { return 2 * v; }
[[njmpi::kernel]] int forwarded(int n) {
  int s = 0;
  const auto half = [](auto&& v) { return v / 2; };
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    std::vector<int> some;
    some.emplace_back(i);
    std::optional<int> perhaps;
    if (i % 2)
      perhaps = i;
    const std::tuple<int, int> both(i, i + 1);
    s += some[0] + perhaps.value_or(i) + std::get<1>(both) + half(i) + twice(i);
  }
  return s;
}

// ---- lambdas and functors ------------------------------------------------------------------------

template <class G> [[njmpi::kernel]] void by_difference(field<double, 1>& v, const field<double, 1>& w, G g) {
  const auto here = [](const auto& f, auto i) { return f(i + 1) - f(i - 1); };
  [[njmpi::loop]] for (long i = 1; i < v.extent(0) - 1; ++i) {
    const auto inside = [](const auto& f, long k) { return f(k - 1) * f(k); };
    v(i) = g(w, i) + here(w, i) + inside(w, i);
  }
}
struct before {
  const std::vector<double>& of;
  double operator()(int i) const { return of[i - 1]; }
};
class hidden_before {
  const std::vector<double>& of;

public:
  explicit hidden_before(const std::vector<double>& of) : of(of) {}
  double operator()(int i) const { return of[i - 1]; }
};
template <class G> [[njmpi::kernel]] void given(std::vector<double>& v, const G& g) {
  [[njmpi::loop]] for (int i = 1; i < static_cast<int>(v.size()); ++i)
    v[i] = g(i) + 1;
}
template <class G> [[njmpi::kernel]] void given_in_place(std::vector<double>& v, const G& g) {
  [[njmpi::loop]] for (int i = 1; i < static_cast<int>(v.size()); ++i)
    v[i] = g(i) + 1;
}
template <class G> [[njmpi::kernel]] void given_hidden(std::vector<double>& v, const G& g) {
  [[njmpi::loop]] for (int i = 1; i < static_cast<int>(v.size()); ++i)
    v[i] = g(i) + 1;
}
[[njmpi::kernel]] void counted_down(std::vector<double>& v, const int& n, int& c) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    v[i] = 3;
    c -= 1;
  }
}

} // namespace

TEST_CASE("functions that return members name them") {
  model s;
  s.own();
  same(s.x(), std::vector<double>(8, 2), "its own");
  std::vector<double> y(9, 1);
  of_model(y, s);
  CHECK((y[0] == 1 && y[1] == 7 && y[8] == 7));
  into_model(s, 2);
  same(s.x(), std::vector<double>{0, 2, 4, 6, 8, 10, 12, 14}, "into it");
  stops("overlap in memory", [&] { of_model(const_cast<std::vector<double>&>(s.force()), s); });
}

TEST_CASE("elements are written by pointers to members, kept references and functions behind pointers") {
  std::vector<pair_of> w(9);
  by_pointer_to_member<&pair_of::x>(w, &pair_of::y);
  for (int i = 0; i < 9; ++i)
    CHECK((w[i].x == 1 && w[i].y == i + 1));
  std::vector<double> v(9);
  by_objects(v, w);
  for (int i = 0; i < 9; ++i)
    CHECK((v[i] == 2 * i && w[i].y == 2 * i && w[i].x == 1));
  by_pointers_to_functions(
      v, w, [](double& x, int i) { x = 3 * i; }, &pair_of::set);
  for (int i = 0; i < 9; ++i)
    CHECK((v[i] == 3 * i && w[i].x == i));
}

TEST_CASE("parts of elements are written by functions of the library") {
  std::vector<parts> v(9);
  field<parts, 1> f({9});
  by_functions_of_the_library(v, f);
  const std::vector<parts> all = f.allgather();
  for (std::size_t i = 0; i < 9; ++i) {
    const double n = static_cast<double>(i);
    CHECK((v[i].x == 3 * n && v[i].a == std::array<double, 3>{n, 2 * n, n}));
    CHECK(all[i].a == std::array<double, 3>{-n, 0, n});
  }
}

TEST_CASE("indices are handed on by forwarding") {
  int wanted = 0;
  for (int i = 0; i < 9; ++i)
    wanted += i + i + i + 1 + i / 2 + 2 * i;
  CHECK(forwarded(9) == wanted);
}

TEST_CASE("lambdas are handed fields") {
  field<double, 1> v({12}), w({12});
  w.assign([](long i) { return static_cast<double>(i * i % 7); });
  by_difference(v, w, [](const auto& f, auto i) { return 100 * (f(i - 1) - f(i + 1)); });
  const std::vector<double> f = w.allgather(), got = v.allgather();
  for (std::size_t i = 1; i < 11; ++i)
    CHECK(got[i] == 99 * (f[i - 1] - f[i + 1]) + f[i - 1] * f[i]);
}

TEST_CASE("a kernel is given lambdas and functors that read arrays") {
  std::vector<double> v(14, 1), u(14, 2);
  const double* p = u.data();
  const std::span<const double> s(u);
  given(v, before{u});
  given(v, [&u](int i) { return u[i - 1]; });
  given(v, [p, s](int i) { return p[i - 1] + s[i - 1]; });
  CHECK((v[0] == 1 && v[1] == 5 && v[13] == 5));
  given_in_place(v, [&v](int i) { return v[i] * 2; });
  CHECK((v[0] == 1 && v[1] == 11 && v[13] == 11));
  given_hidden(v, hidden_before(u));
  CHECK((v[0] == 1 && v[1] == 3 && v[13] == 3));
  const std::string text = "v overlaps in memory with what g(i) reads";
  const double* own = v.data();
  stops(text, [&] { given(v, [&v](int i) { return v[i - 1]; }); });
  stops(text, [&] { given(v, [own](int i) { return own[i - 1]; }); });
  stops(text, [&] { given(v, before{v}); });
  stops(text, [&] { given_hidden(v, hidden_before(v)); });
}

TEST_CASE("a bound that the loop changes stops it") {
  std::vector<double> v(14);
  int n = 14, c = 20;
  counted_down(v, n, c);
  CHECK((v[13] == 3 && c == 6));
  stops("c and n overlap in memory", [&] { counted_down(v, n, n); });
}
