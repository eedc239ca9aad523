// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-loop-call: what the body of an annotated loop may call.
// flags: -ferror-limit=0
#include <algorithm>
#include <cassert>
#include <cmath>
#include <complex>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iostream>
#include <njmpi/njmpi.hpp>
#include <numeric>
#include <random>
#include <span>
#include <vector>

double total = 0; // expected-note {{'total' is declared here, outside the loop}}
double scale = 2;
double hidden(double); // expected-note {{'hidden' is declared here}}
[[gnu::const]] double constant(double);
[[gnu::pure]] double pure(const double *, int);
constexpr double square(double x) { return x * x; }
[[noreturn]] void fail(const char *);
double scaled(double x) { return scale * x; }
double recursive(int n) { return n < 2 ? 1 : n * recursive(n - 1); }
double mean(const std::vector<double> &v) {
  double s = 0;
  for (double x : v)
    s += x;
  return s / v.size();
}
void split(double x, double &whole, double *part) { *part = std::modf(x, &whole); }
template <class T> T cube(T x) { return x * x * x; }
double counted(double x) {
  total += x; // expected-note {{here}}
  return x;
}
double deep(double x) { return counted(x) + 1; } // expected-note {{here}}
double cached(double x) {
  static double last; // expected-note {{here}}
  return last = x;
}
double printed(double x) {
  std::printf("%g\n", x); // expected-note {{here}}
  return x;
}
struct point {
  double x, y;
  double norm() const { return std::sqrt(x * x + y * y); }
  point &scale(double by) { return x *= by, y *= by, *this; }
  friend point operator+(const point &a, const point &b) { return {a.x + b.x, a.y + b.y}; }
};
struct base {
  virtual double f(double x) const { return x; } // expected-note {{'f' is declared here}}
  double g(double x) const { return x; }
};

[[njmpi::kernel]] void right(std::vector<double> &a, const std::vector<double> &b, const std::vector<point> &points,
                             const base &object, const std::function<double(double)> &function, int n) {
  auto twice = [](double x) { return 2 * x; };
  auto with = [&](double x) { return x * n + b[0]; };
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double whole, part, s = std::sin(b[i]) + std::pow(b[i], 2) + fabs(b[i]) + std::fma(b[i], 2, 1) + std::hypot(b[i], 1);
    s += square(s) + scaled(s) + recursive(3) + mean(b) + cube(s) + constant(s) + pure(b.data(), i) + object.g(s);
    split(s, whole, &part);
    s += whole + part + std::clamp(s, 0.0, 1.0) + std::max({1.0, s, part}) + std::abs(std::complex<double>(s, 1));
    s += twice(s) + with(s) + [](double y) { return y + 1; }(s) + std::accumulate(b.begin(), b.end(), 0.0);
    point p = points[i] + point{1, 2};
    p.scale(2).scale(3);
    s += p.norm() + points[i].norm();
    std::vector<double> sorted(b);
    std::sort(sorted.begin(), sorted.end());
    std::mt19937 engine(i);
    s += std::uniform_real_distribution<double>()(engine) + sorted[0];
    assert(s > 0);
    if (s < 0)
      fail("negative");
    a[i] = s;
    std::swap(a[i], s);
  }
  [[njmpi::loop(trusted)]] for (int i = 0; i < n; ++i)
    a[i] = hidden(b[i]) + object.f(i) + function(b[i]);
}

[[njmpi::kernel]] void wrong(std::vector<double> &a, const std::vector<double> &b, std::vector<point> &points, const base &object,
                             double (*pointer)(double), const std::function<double(double)> &function, std::mt19937 &engine,
                             njmpi::field<double, 1> &u, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = hidden(b[i]); // expected-error {{'hidden' is not defined here, and may do anything; mark it [[gnu::pure]] or [[gnu::const]], or the loop [[njmpi::loop(trusted)]] [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = counted(b[i]); // expected-error {{'counted' writes 'total', which outlives the iteration [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = deep(b[i]); // expected-error {{'deep' calls 'counted', which writes 'total', which outlives the iteration [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = cached(b[i]); // expected-error {{'cached' keeps the static variable 'last' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = printed(b[i]); // expected-error {{'printed' calls 'printf', which does input or output [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = object.f(b[i]); // expected-error {{'f' is virtual, and may do anything [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = pointer(b[i]); // expected-error {{the call 'pointer(b[i])' goes through a pointer, which hides what it does [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = function(b[i]); // expected-error {{'operator()' calls what is not seen here [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    std::cout << a[i]; // expected-error {{'operator<<' does input or output [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    printf("%g", a[i]); // expected-error {{'printf' does input or output [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = std::rand(); // expected-error {{'rand' has a state of its own [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a.push_back(i); // expected-error {{the call 'a.push_back(i)' may change 'a' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = engine(); // expected-error {{the call 'engine()' may change 'engine' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    njmpi::barrier(); // expected-error {{njmpi operation 'barrier' in an annotated loop [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = njmpi::rank(); // expected-error {{njmpi operation 'rank' in an annotated loop [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = u.at(i); // expected-error {{'at' of field 'u' in an annotated loop [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    [[maybe_unused]] double *p = new double(i); // expected-error {{'new' in an annotated loop [njmpi-loop-call]}}
    a[i] = i;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    asm volatile("" : : "r"(i)); // expected-error {{inline assembly in an annotated loop hides what it does [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    std::sort(a.begin(), a.end()); // expected-error {{elements of 'a' may be written by the call 'std::sort(a.begin(), a.end())' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double part;
    split(b[i], total, &part); // expected-error {{'total' is written in an annotated loop, and is no sum, product, minimum, maximum or logical combination [njmpi-loop-scalar]}}
    a[i] = part;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    points[0].scale(2); // expected-error {{'points[0]' is written in every iteration; accumulate into a variable, and store it after the loop [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    points[i].scale(2);
}

// A function may change what is its caller's own.
void fill(std::vector<double> &v, double with) {
  for (double &x : v)
    x = with;
}
double middle(std::vector<double> v) {
  double *p = v.data(), most = 0;
  fill(v, 2);
  p[0] = 1;
  for (auto &x : v)
    most = std::max(most, x *= 2);
  return most;
}
void set(std::vector<double>::iterator at, double to) { *at = to; }
double get(std::vector<double>::const_iterator at) { return *at; }
[[njmpi::kernel]] void lent(std::vector<double> &a, std::vector<std::vector<double>> &rows, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    std::vector<double> own(3);
    fill(own, i);
    a[i] = own[0] + middle(own);
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    std::vector<double> own(3);
    set(own.begin(), i);
    a[i] = get(own.begin()) + get(rows[0].begin());
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    set(a.begin() + i, 1); // expected-error {{elements behind 'a.begin() + i' may be written by the call 'set(a.begin() + i, 1)' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    fill(a, i); // expected-error {{'a' of type 'std::vector<double>' is written in an annotated loop, and cannot be combined over ranks [njmpi-loop-scalar]}}
}

// A function that is handed an element, or more than that.
double left(const double *p) { return p[-1]; }
double first(const double *p) { return p ? *p + p[0] : 0; }
double beside(const double &x) { return (&x)[1]; }
double squared(const double &x) { return x * x; }
void set_two(double *p) { p[0] = p[1] = 0; }
void set_one(double *p) { *p = 0; }
void set_all(double *p, int n) {
  for (int k = 0; k < n; ++k)
    p[k] = 0;
}
struct triple {
  double w[3];
};
using field1 = njmpi::field<double, 1>;
[[njmpi::kernel]] void elements(std::vector<double> &a, const std::vector<double> &b, std::vector<triple> &t, field1 &u, const field1 &v, int n, int m) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = left(&b[i]) + first(&b[i]) + beside(b[i]) + squared(b[i]);
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    a[i] += first(&a[i]) + squared(a[i]);
    set_one(&a[i]);
    int exponent;
    a[i] += std::frexp(a[i], &exponent);
    long bits;
    std::memcpy(&bits, &a[i], sizeof bits);
    std::memcpy(&a[i], &bits, sizeof bits);
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    set_all(t[i].w, 3);
    double own[3];
    set_all(own, 3);
    a[i] = own[0];
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    u(i) = first(&v(i)) + squared(v(i));
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    u(i) = left(&v(i)); // expected-error {{'&v(i)' is handed to a function that may go beyond the element of the field [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    u(i) = beside(v(i)); // expected-error {{'v(i)' is handed to a function that may go beyond the element of the field [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] += beside(a[i]); // expected-error {{cannot tell which elements of 'a', which is written in the loop, are read by 'a[i]' [njmpi-loop-dependence]}} expected-note {{'a[i]' is written here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    set_two(&a[i]); // expected-error {{elements behind '&a[i]' may be written by the call 'set_two(&a[i])' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    set_all(&a[i * m], m); // expected-error {{elements behind '&a[i * m]' may be written by the call 'set_all(&a[i * m], m)' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    std::copy_n(&b[i * m], m, &a[i * m]); // expected-error {{elements behind '&a[i * m]' may be written by the call 'std::copy_n(&b[i * m], m, &a[i * m])' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    std::memcpy(&a[i], &b[i], 2 * sizeof(double)); // expected-error {{elements behind '&a[i]' may be written by the call 'std::memcpy(&a[i], &b[i], 2 * sizeof(double))' [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    std::span<double> row(&a[i * m], m);
    for (double &x : row)
      x = i; // expected-error {{cannot tell which memory 'x' is, which is written [njmpi-loop-access]}}
  }
}

// What happens at the beginning and the end of an object's life.
int alive = 0;
struct registered {
  ~registered() { ++alive; } // expected-note {{here}}
};
struct holder_of_registered { // expected-note {{here}}
  registered member;
};
struct numbered {
  int number = alive++; // expected-note {{here}}
};
struct quiet {
  ~quiet() { value = 0; }
  std::vector<int> value_of{1, 2};
  int value = 3;
};
[[njmpi::kernel]] void lives(std::vector<int> &a, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    quiet q;
    a[i] = q.value + q.value_of[0];
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    registered c; // expected-error {{'~registered' writes 'alive', which outlives the iteration [njmpi-loop-call]}}
    a[i] = 1;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    holder_of_registered c; // expected-error {{'~holder_of_registered' writes 'alive', which outlives the iteration [njmpi-loop-call]}}
    a[i] = 1;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = numbered().number; // expected-error {{'numbered' writes 'alive', which outlives the iteration [njmpi-loop-call]}}
}
