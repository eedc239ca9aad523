// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions, and lambdas outside of the loop, that name elements of fields.
#include <algorithm>
#include <njmpi/njmpi.hpp>
#include <vector>

using field1 = njmpi::field<double, 1>;
using field2 = njmpi::field<double, 2>;

inline double laplacian(const field1 &u, long i) { return u(i - 1) - 2 * u(i) + u(i + 1); } // expected-error {{'u(i - 1)' reads what 'u(i)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}}
template <class F> double difference(const F &u, long i, long j, int d) { return u(i, j + d) - u(i, j); }
double twice(const field2 &u, long i, long j) { return difference(u, i, j, 1) + difference(u, i - 1, j, 2); }
double around(const field1 &u, long i) {
  double found = u(i);
  for (int d = -2; d <= 2; ++d)
    found = std::min(found, u(i + d));
  return found;
}
double shape(const field2 &u) { return 1.0 / static_cast<double>(u.extent(0)); }

[[njmpi::kernel]] void sound(field1 &u, const field1 &v, field2 &a, const field2 &b) {
  const long n = b.extent(0), m = b.extent(1);
  [[njmpi::loop]] for (long i = 1; i < v.extent(0) - 1; ++i)
    u(i) = laplacian(v, i) + shape(b);
  [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
    for (long j = 1; j < m - 2; ++j)
      a(i, j) = twice(b, i, j);
  double sum = 0;
  [[njmpi::loop]] for (long i = 2; i < v.extent(0) - 2; ++i)
    sum += around(v, i);
  auto east = [&](long i, long j) { return b(i, j + 1); };
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < m - 1; ++j)
      a(i, j) = east(i, j) + sum;
  [[njmpi::loop(pipeline)]] for (long i = 1; i < n; ++i)
    for (long j = 1; j < m - 1; ++j)
      a(i, j) = difference(a, i - 1, j, 0) + b(i, j);
}

double flipped(const field2 &u, long i, long j) {
  return u(j, i); // expected-error {{'u(j, i)' is read by a function, and lies nowhere near what the iteration writes; read it in the loop [njmpi-loop-access]}}
}
double row(const field2 &u, long i, long n) {
  double found = 0;
  for (long k = 1; k < n; ++k)
    found = std::max(found, u(i, k)); // expected-error {{'u(i, k)' is read by a function, and lies nowhere near what the iteration writes; read it in the loop [njmpi-loop-access]}}
  return found;
}
double edge(const field2 &u, long j) {
  return u(0, j); // expected-error {{'u(0, j)' is read by a function, and lies nowhere near what the iteration writes; read it in the loop [njmpi-loop-access]}}
}
double listed(const field1 &u, const std::vector<long> &at, long i) {
  return u(at[i]); // expected-error {{subscript 'at[i]' of 'u(at[i])' is not an index of the nest plus a constant, and can be listed only where it stands in the loop [njmpi-loop-access]}}
}
double clamped(const field2 &u, long i, long j) {
  return u(i > 0 ? i - 1 : 0, j); // expected-error {{subscript 'i > 0 ? i - 1 : 0' of 'u(i > 0 ? i - 1 : 0, j)' is not an index of the nest plus a constant, and can be listed only where it stands in the loop [njmpi-loop-access]}}
}
long width = 2;
double far_away(const field1 &u, long i) {
  return u(i - width); // expected-error {{subscript 'i - width' of 'u(i - width)' is computed from what only the function names; pass it to the function [njmpi-loop-access]}}
}
double passed(const field1 &u, long i, long w) { return u(i - w); }
void set(field1 &u, long i) { u(i) = 1; }
double copied(field1 u, long i) { return u(i); }
double recursive(const field1 &u, long i, int depth) {
  return depth == 0 ? u(i) : recursive(u, i - 1, depth - 1); // expected-error {{'recursive' calls itself, and names other elements of fields each time [njmpi-loop-access]}}
}
double kept(const field1 &u, long i) {
  static double total; // expected-note {{here}}
  return total += u(i);
}
double unseen(const field1 &u, long i);
[[gnu::pure]] double pure(const field1 &u, long i);
struct reader {
  reader(const field1 &u, long i) : value(u(i)) {}
  double value;
};
struct virtual_reader {
  virtual double of(const field1 &u, long i) const { return u(i); }
};
struct writer {
  field1 u;
  double put(long i) { return u(i) = 1; } // expected-error {{field 'u' is written in a function that the loop calls [njmpi-loop-access]}}
  double get(long i) const { return u(i); }
  [[njmpi::kernel]] void run(std::vector<double> &a) {
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      a[i] = get(i);
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      a[i] = put(i); // expected-note {{the annotated loop calls it here}}
  }
};
double measured(const field1 &u) { return u.gather()[0]; } // expected-note {{here}}

[[njmpi::kernel]] void refused(field1 &u, const field1 &v, field2 &a, const field2 &b, const std::vector<long> &at,
                               const virtual_reader &r) {
  const long n = b.extent(0), m = b.extent(1), size = v.extent(0);
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    for (long j = 0; j < m; ++j)
      a(i, j) = flipped(b, i, j) + // expected-note {{the annotated loop calls it here}}
                row(b, i, m) +     // expected-note {{the annotated loop calls it here}}
                edge(b, j) +       // expected-note {{the annotated loop calls it here}}
                clamped(b, i, j);  // expected-note {{the annotated loop calls it here}}
  [[njmpi::loop]] for (long i = 2; i < size; ++i)
    u(i) = listed(v, at, i) +     // expected-note {{the annotated loop calls it here}}
           far_away(v, i) +       // expected-note {{the annotated loop calls it here}}
           passed(v, i, width) +
           recursive(v, i, 2);    // expected-note {{the annotated loop calls it here}}
  [[njmpi::loop]] for (long i = 0; i < size; ++i)
    set(u, i); // expected-error {{field 'u' is handed to 'set', which writes it [njmpi-loop-access]}}
  [[njmpi::loop]] for (long i = 0; i < size; ++i)
    u(i) = copied(v, i); // expected-error {{field 'v' is handed to 'copied' by value, which makes a copy of all of it [njmpi-loop-access]}}
  [[njmpi::loop]] for (long i = 0; i < size; ++i)
    u(i) = kept(v, i); // expected-error {{'kept' keeps the static variable 'total' [njmpi-loop-call]}}
  [[njmpi::loop]] for (long i = 0; i < size; ++i)
    u(i) = unseen(v, i) + // expected-error {{field 'v' is handed to 'unseen', which hides the elements it names [njmpi-loop-access]}}
           pure(v, i) +   // expected-error {{field 'v' is handed to 'pure', which hides the elements it names [njmpi-loop-access]}}
           r.of(v, i);    // expected-error {{field 'v' is handed to 'of', which hides the elements it names [njmpi-loop-access]}}
  [[njmpi::loop]] for (long i = 0; i < size; ++i)
    u(i) = reader(v, i).value; // expected-error {{'reader' uses a field, and hides the elements it names [njmpi-loop-access]}}
  [[njmpi::loop]] for (long i = 0; i < size; ++i)
    u(i) = measured(v); // expected-error {{'measured' calls 'gather', which is an operation of njmpi [njmpi-loop-call]}}
  auto store = [&](long i) { u(i) = 1; }; // expected-error {{field 'u' is written in a lambda that is written outside the loop [njmpi-loop-access]}}
  [[njmpi::loop]] for (long i = 0; i < size; ++i) // expected-note {{the annotated loop is here}}
    store(i);
  auto copy = [v](long i) { return v(i); }; // expected-error {{'v' is a field that a lambda has a copy of; capture it by reference [njmpi-loop-access]}}
  [[njmpi::loop]] for (long i = 0; i < size; ++i)
    u(i) = copy(i);
  [[njmpi::loop]] for (long i = 1; i < size - 1; ++i)
    u(i) = laplacian(u, i); // expected-note {{the annotated loop calls it here}} expected-note {{'u(i)' is written here}}
}
