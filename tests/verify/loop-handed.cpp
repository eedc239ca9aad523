// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory that an annotated loop gets by way of functions, lambdas and pointers to members.
#include <njmpi/njmpi.hpp>

#include <cmath>
#include <vector>

using field = njmpi::field<double, 1>;

template <class G> [[njmpi::kernel]] void given(field &v, const G &g) {
  [[njmpi::loop]] for (long i = 1; i < v.extent(0); ++i) // expected-note {{the annotated loop is here}}
    v(i) = g(i);
}
template <class G> [[njmpi::kernel]] void given_vector(std::vector<double> &v, const G &g) {
  [[njmpi::loop]] for (int i = 1; i < int(v.size()); ++i) // expected-note {{the annotated loop is here}} expected-note {{the annotated loop is here}}
    g(v[i], i);
}
void callers(field &v, const field &w, std::vector<double> &a, std::vector<double> &b) {
  double s = 0;
  given(v, [](long i) { return i * 2.0; });
  given(v, [&b](long i) { return b[i]; });
  given(v, [&w](long i) { return w(i); }); // expected-error {{field 'w' is named in a lambda that the kernel is given, and has no name in the kernel; hand it to the kernel [njmpi-loop-access]}} expected-note {{in instantiation of kernel}}
  given_vector(a, [](double &x, int i) { x = i; });
  given_vector(a, [&b](double &x, int i) { x = b[i]; });
  given_vector(a, [&b](double &, int i) { b[i] = i; }); // expected-error {{'b' is written in a lambda that the kernel is given, and has no name in the kernel; hand it to the kernel [njmpi-loop-access]}} expected-note {{in instantiation of kernel}}
  given_vector(a, [&s](double &x, int) { s += x; });    // expected-error {{'s' is accumulated in a lambda that the kernel is given, and has no name in the kernel; hand it to the kernel [njmpi-loop-scalar]}} expected-note {{in instantiation of kernel}}
}

[[njmpi::kernel]] double sum(const std::vector<double> &v) {
  double s = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i) // expected-note {{here}}
    s += v[i];
  return s;
}
template <class T> [[njmpi::kernel]] T sum_of_all(const std::vector<T> &v) {
  T s = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i) // expected-note {{here}}
    s += v[i];
  return s;
}
double sum_plainly(const std::vector<double> &v) {
  double s = 0;
  for (const double x : v)
    s += x;
  return s;
}
[[njmpi::kernel]] void rows(const std::vector<std::vector<double>> &v, std::vector<double> &o, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    o[i] = sum(v[i]); // expected-error {{'sum' holds an annotated loop, which all ranks run together [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    o[i] = sum_of_all(v[i]); // expected-error {{'sum_of_all' holds an annotated loop, which all ranks run together [njmpi-loop-call]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    o[i] = sum_plainly(v[i]);
}

struct element {
  double x = 0, y = 0, z = 0;
};
struct keeper {
  double &kept;
};
struct reader {
  const double &kept;
};
[[njmpi::kernel]] void members(std::vector<element> &v, element &q, double element::*m, double element::*k, int n) {
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    v[i].*m = v[i].*k + v[i].x;
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    v[i].*m = v[i - 1].*k; // expected-error {{'v[i - 1]' reads what 'v[i]' writes in an earlier iteration [njmpi-loop-dependence]}} expected-note {{'v[i]' is written here}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    q.*m += v[i].x; // expected-error {{cannot tell which memory 'q.*m' is, which is written [njmpi-loop-access]}}
}
[[njmpi::kernel]] void references(std::vector<element> &v, std::vector<double> &w, int n) {
  [[njmpi::loop]] for (int i = 1; i < n; ++i) {
    const reader before{w[i - 1]};
    v[i].x = before.kept;
  }
  [[njmpi::loop]] for (int i = 1; i < n; ++i) {
    const keeper before{w[i - 1]}; // expected-error {{'w[i - 1]' writes an element that 'w[i]' writes in another iteration [njmpi-loop-dependence]}} expected-note {{'w[i - 1]' is written here}}
    w[i] = i;                      // expected-error {{'w[i]' writes an element that 'w[i - 1]' writes in another iteration [njmpi-loop-dependence]}} expected-note {{'w[i]' is written here}}
    (void)before;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    auto put = [](element &q, double z) -> element & {
      q.x = z;
      return q;
    };
    put(v[i], i).y = 2; // expected-error {{cannot tell which memory 'put(v[i], i).y' is, which is written [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    reinterpret_cast<double *>(&v[i])[1] = i; // expected-error {{cannot tell which memory 'reinterpret_cast<double *>(&v[i])[1]' is, which is written [njmpi-loop-access]}}
}
[[njmpi::kernel]] double extrema(const std::vector<double> &v, int n) {
  double most = -1;
  long whole = -1; // expected-note {{'whole' is declared here, outside the loop}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    most = std::fmax(most, v[i]);
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    whole = std::fmax(whole, i); // expected-error {{'whole' is written in an annotated loop, and is no sum, product, minimum, maximum or logical combination [njmpi-loop-scalar]}}
  return most + whole;
}
