// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-loop-scalar: what an annotated loop may do to a variable outside it.
// flags: -ferror-limit=0
#include <algorithm>
#include <cmath>
#include <complex>
#include <njmpi/njmpi.hpp>
#include <vector>

struct totals {
  double mass = 0, energy[2] = {};
  long count = 0;
  unsigned bits : 4 = 0;
};
struct vec3 {
  double x, y, z;
  vec3 &operator+=(const vec3 &o) { return x += o.x, y += o.y, z += o.z, *this; }
};
double global = 0;

// Sums and products.
[[njmpi::kernel]] double sums(const std::vector<double> &a, int n, totals &t, double &by_reference, std::complex<double> z) {
  double s = 0, p = 1;
  long count = 0;
  unsigned char wraps = 0;
  double &alias = s;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    s += a[i];
    alias -= 1;
    p *= a[i];
    if (a[i] > 0)
      ++count;
    else if (a[i] < -1)
      count--;
    t.mass += a[i];
    t.count += 2;
    by_reference = by_reference + a[i] - 1;
    z += std::complex<double>(a[i], 1);
    global += a[i];
    wraps += 3;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    s = a[i] + s;
    p = p * a[i] * 2, count = count - i;
    z = z * a[i];
    for (int k = 0; k < 3; ++k)
      t.mass += k;
  }
  return s + p + count + z.real();
}

// Minima and maxima, with what is kept beside them.
[[njmpi::kernel]] int extrema(const std::vector<double> &a, const std::vector<int> &k, int n, totals &t) {
  double lo = 1e9, hi = -1e9, best = 1e9, worst = 0, third = 0;
  int at = -1, row = -1, least = 0, most = 0;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    lo = std::min(lo, a[i]);
    hi = std::max(std::max(hi, a[i]), 1.0);
    most = std::max(k[i], most);
    if (a[i] < best) {
      best = a[i];
      at = i;
      row = 2 * i;
    }
    worst = a[i] > worst ? a[i] : worst;
    if (k[i] <= least)
      least = k[i];
    if (double x = a[i] * a[i]; third < x && k[i] > 0)
      third = x;
    t.mass = std::max<double>(t.mass, a[i]);
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    if (a[i] < best)
      best = a[i], at = i;
    if (a[i] > worst) {
      row = i, most = 2;
      worst = a[i];
    }
    lo = std::min({lo, a[i], -a[i]});
  }
  return at + row + least + most + int(lo + hi + worst + third);
}

// Bits and truth.
[[njmpi::kernel]] bool logic(const std::vector<int> &k, int n) {
  bool all = true, any = false, found = false, both = true;
  unsigned bits = 0, mask = ~0u, parity = 0;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    all = all && k[i] > 0;
    any = any || k[i] > 100;
    if (k[i] == 7)
      found = true;
    both &= k[i] != 3;
    bits |= k[i];
    mask = mask & k[i];
    parity ^= k[i];
  }
  return all && any && found && both && bits == mask + parity;
}

// Private variables are nobody's business.
[[njmpi::kernel]] void privates(std::vector<double> &a, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double x = i, y[3] = {1, 2, 3};
    std::vector<double> v(3);
    static const int table[] = {1, 2, 3};
    x = 2 * x;
    y[i % 3] = x;
    v[0] = table[i % 3];
    v.push_back(x);
    auto [c, d] = std::pair(x, y[1]);
    double &r = x;
    r = c + d;
    a[i] = x + y[0] + v.back();
  }
}

[[njmpi::kernel]] void wrong(const std::vector<double> &a, int n, totals &t, volatile int &flag) {
  double s = 0; // expected-note 3 {{'s' is declared here, outside the loop}}
  double last = 0; // expected-note {{'last' is declared here, outside the loop}}
  int count = 0; // expected-note {{'count' is declared here, outside the loop}}
  vec3 sum{}; // expected-note {{'sum' is declared here, outside the loop}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    last = a[i]; // expected-error {{'last' is written in an annotated loop, and is no sum, product, minimum, maximum or logical combination [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    count += a[i]; // expected-error {{'count' of type 'int' accumulates floating-point values: it rounds at every step, so that the loop cannot be split [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    count = count + 0.5 * i; // expected-error {{'count' of type 'int' accumulates floating-point values: it rounds at every step, so that the loop cannot be split [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    s += a[i]; // expected-note {{it is accumulated here}}
    if (s > 1) // expected-error {{'s' is read in the loop that accumulates it [njmpi-loop-scalar]}}
      ++count;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    s += a[i]; // expected-note {{the other is here}}
    s *= a[i]; // expected-error {{'s' is accumulated in two ways [njmpi-loop-scalar]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    s /= a[i]; // expected-error {{'s' is written in an annotated loop, and is no sum, product, minimum, maximum or logical combination [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    s = a[i] - s; // expected-error {{'s' is written in an annotated loop, and is no sum, product, minimum, maximum or logical combination [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    s = s + s * a[i]; // expected-error {{'s' is read in the loop that accumulates it [njmpi-loop-scalar]}} expected-note {{it is accumulated here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    s = std::max(a[i], s); // expected-error {{'std::max' takes its first argument of two equal values, which would be the later one; write 'std::max(s, ...)' [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    s = std::max({a[i], s}); // expected-error {{'std::max' takes its first argument of two equal values, which would be the later one; write 'std::max({s, ...})' [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double *p = &s;
    *p += a[i]; // expected-error {{'*p' is written in an annotated loop, and is no sum, product, minimum, maximum or logical combination [njmpi-loop-scalar]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    auto copy = [s]() mutable { return s /= 2; }; // expected-error {{'s' is changed in a lambda that has a copy of it [njmpi-loop-scalar]}} expected-error {{'s' is written in an annotated loop, and is no sum, product, minimum, maximum or logical combination [njmpi-loop-scalar]}}
    count += copy() > 1;
  }
  auto next = [k = 0]() mutable { return ++k; }; // expected-error {{'k' is changed in a lambda that has a copy of it [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    count += next();
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (a[i] <= s) // expected-error {{condition 'a[i] <= s' takes the last of equal values; compare with '<' [njmpi-loop-scalar]}}
      s = a[i];
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    s = s < a[i] ? s : a[i]; // expected-error {{'s < a[i] ? s : a[i]' takes the later of equal values; write 'a[i] < s ? ...' [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    sum += vec3{a[i], 0, 0}; // expected-error {{'sum' of type 'vec3' is written in an annotated loop, and cannot be combined over ranks [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    t.bits += 1; // expected-error {{'t.bits' is a bit-field, which cannot be combined over ranks [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (flag) // expected-error {{'flag' is volatile in an annotated loop [njmpi-loop-scalar]}}
      ++count;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    static int calls = 0; // expected-error {{'calls' is static: its value goes from iteration to iteration [njmpi-loop-scalar]}}
    count += i;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int k = 0; k < (count += i); ++k) // expected-error {{'count' is written in an annotated loop, and is no sum, product, minimum, maximum or logical combination [njmpi-loop-scalar]}}
      ;
  int at = 0;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    if (a[i] < s) {
      s = a[i];
      at = i; // expected-note {{it is accumulated here}}
    }
    if (at == 3) // expected-error {{'at' is read in the loop that accumulates it [njmpi-loop-scalar]}}
      ++count;
  }
  short small = 0;
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    small = std::max<int>(small, i * n); // expected-error {{'small' of type 'short' is narrower than 'i * n' of type 'int', whose minimum or maximum it keeps [njmpi-loop-scalar]}}
}

// Other orders than that of the variable, and what other ranks cannot be told.
[[njmpi::kernel]] const int *orders(const std::vector<int> &v, const std::vector<unsigned> &u, const std::vector<unsigned char> &c, int n) {
  int most = 0;
  unsigned least = 7;
  bool odd = false;
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (u[i] > most)
      most = u[i]; // expected-error {{'most' of type 'int' is compared with 'u[i]' as 'unsigned int', whose order is another one [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    least = std::min<int>(least, v[i]); // expected-error {{'least' of type 'unsigned int' is compared with 'v[i]' as 'int', whose order is another one [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (c[i] > most)
      most = c[i];
  unsigned char low = 9;
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (c[i] < low)
      low = c[i];
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    odd ^= v[i]; // expected-error {{'odd' of type 'bool' accumulates 'v[i]' of type 'int' by '^', which depends on the order [njmpi-loop-scalar]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    odd ^= v[i] > 2;
  const int *at = nullptr;
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (v[i] < most) {
      most = v[i];
      at = &v[i]; // expected-error {{'at' of type 'const int *' would be sent to other ranks, where pointers mean nothing; keep an index [njmpi-loop-scalar]}}
    }
  return at;
}
