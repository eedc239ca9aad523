// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-loop-form: an annotated loop counts an integer from one value to another, in steps that stay the same.
// flags: -ferror-limit=0
#include <list>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

struct grid {
  njmpi::field<double, 2> u;
  long n = 0, first = 0;
  [[njmpi::kernel]] void members(std::vector<double> &a) {
    [[njmpi::loop]] for (long i = first; i < n; ++i) a[i] = 1;
    [[njmpi::loop]] for (long i = this->first; i < this->n - 1; ++i) u(i, 0) = 1;
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      for (long j = 0; j < u.extent(1); ++j)
        u(i, j) = 0;
  }
};

// Every form that counts.
[[njmpi::kernel]] void right(std::vector<double> &a, const long n, long step, const grid &g) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i) a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i <= n - 1; i++) a[i] = 1;
  [[njmpi::loop]] for (auto i = n - 1; i >= 0; --i) a[i] = 1;
  [[njmpi::loop]] for (long i = n; i > 0; i--) a[i - 1] = 1;
  [[njmpi::loop]] for (unsigned i = 0; i != a.size(); ++i) a[i] = 1;
  [[njmpi::loop]] for (size_t i = 0; i < a.size(); i += 2) a[i] = 1;
  [[njmpi::loop]] for (long i = n - 1; i >= 0; i -= 3) a[i] = 1;
  [[njmpi::loop]] for (long i = 0; i < n; i += step) a[i] = 1;
  [[njmpi::loop]] for (long i = 0; i < n; i = i + 2) a[i] = 1;
  [[njmpi::loop]] for (long i = n - 1; i >= 0; i += -1) a[i] = 1;
  [[njmpi::loop]] for (long i = 0; n > i; ++i) a[i] = 1;
  [[njmpi::loop]] for (long i = 0; i + 1 < n; ++i) a[i] = 1;
  [[njmpi::loop]] for (size_t i = 0; a.size() >= 2 + i; ++i) a[i] = 1;
  [[njmpi::loop]] for (long i = n - 1; i - step >= 0; --i) a[i] = 1;
  [[njmpi::loop]] for (short i{0}; i < 10; ++i) a[i] = 1;
  [[njmpi::loop]] for (long i = g.first; i < (g.n); ++i) { { a[i] = 1; } }
  [[njmpi::loop]] for (double &x : a) x = 1;
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    a[i] = 1;
  long k;
  [[njmpi::loop]] for (k = 0; k < n; ++k) a[k] = 1;
  const long m = n / 2;
  [[njmpi::loop]] for (long i = 0; i < std::max(m, step); ++i) a[i] = 1;
}

long half(long n) { return n / 2; }
long calls = 0;
long counted(long n) { return ++calls, n; }
[[njmpi::kernel]] void called(std::vector<double> &a, long n) {
  [[njmpi::loop]] for (long i = 0; i < half(n) + half(1); ++i) a[i] = 1;
  [[njmpi::loop]] for (long i = 0; i < counted(n); ++i) // expected-error {{bound 'counted(n)' may change in the loop [njmpi-loop-form]}}
    a[i] = 1;
}

// Nests: the inner loops too, as long as nothing stands between them.
[[njmpi::kernel]] void nests(njmpi::field<double, 3> &u, njmpi::field<double, 2> &w, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      // a comment
      for (int k = n - 1; k >= 0; --k) {
        u(i, j, k) = 1;
      }
    }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j <= i; ++j)
      w(i, j) = 1;
}

[[njmpi::kernel]] void pipelined(njmpi::field<double, 2> &w, int n) {
  [[njmpi::loop(pipeline)]] for (int i = 1; i < n; ++i)
    for (int j = 1; j <= i; ++j) // expected-error {{'i' depends on an outer index; a pipelined loop needs bounds that stay the same [njmpi-loop-form]}}
      w(i, j) = w(i - 1, j);
  [[njmpi::loop(pipeline)]] for (int i = 1; i < n; ++i)
    for (int j = 1 + i % 2; j < n; j += 2) // expected-error {{'1 + i % 2' depends on an outer index; a pipelined loop needs bounds that stay the same [njmpi-loop-form]}}
      w(i, j) = w(i - 1, j - 1);
}

[[njmpi::kernel]] void headers(std::vector<double> &a, std::list<double> &l, std::vector<bool> &b, int n, double h) {
  [[njmpi::loop]] for (double x = 0; x < n; x += h) // expected-error {{index 'x' is of type 'double', not an integer [njmpi-loop-form]}}
    a[0] = x;
  [[njmpi::loop]] for (auto p = a.data(); p != a.data() + n; ++p) // expected-error {{index 'p' is of type 'double *', not an integer [njmpi-loop-form]}}
    *p = 1;
  [[njmpi::loop]] for (auto p = a.begin(); p != a.end(); ++p) // expected-error {{index 'p' is of type '__gnu_cxx::__normal_iterator<double *, std::vector<double>>', not an integer [njmpi-loop-form]}}
    *p = 1;
  [[njmpi::loop]] for (int i = 0, m = n; i < m; ++i) // expected-error {{an annotated loop declares more than its index; declare the rest before it [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0;; ++i) // expected-error {{an annotated loop without a condition has no bound [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i < n;) // expected-error {{an annotated loop does not count in its header [njmpi-loop-form]}}
    a[i] = 1;
  int k = 0;
  [[njmpi::loop]] for (; k < n; ++k) // expected-error {{an annotated loop gives its index no initial value [njmpi-loop-form]}}
    a[k] = 1;
  [[njmpi::loop]] for (int i = 0; i < n && a[i] > 0; ++i) // expected-error {{condition 'i < n && a[i] > 0' does not compare index 'i' with a bound [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i < 2 * i + n; ++i) // expected-error {{condition 'i < 2 * i + n' does not compare index 'i' with a bound [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = n; i-- > 0;) // expected-error {{condition 'i-- > 0' changes something; count index 'i' behind it [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (size_t i = a.size(); i - 1 < a.size(); --i) // expected-error {{condition 'i - 1 < a.size()' does not compare index 'i' with a bound [njmpi-loop-form]}}
    a[i - 1] = 1;
  [[njmpi::loop]] for (size_t i = a.size() - 1; i + 1 > 0; --i) // expected-error {{condition 'i + 1 > 0' does not compare index 'i' with a bound [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = n; i; --i) // expected-error {{condition 'i' does not compare index 'i' with a bound [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i < h; ++i) // expected-error {{bound 'h' is of type 'double', not an integer [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 1; i < n; i *= 2) // expected-error {{'i *= 2' does not add a constant to index 'i' or subtract one [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i < n; ++k) // expected-error {{'++k' does not add a constant to index 'i' or subtract one [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i < n; i += 0) // expected-error {{index 'i' never changes [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i < n; --i) // expected-error {{index 'i' counts away from its bound 'n' [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i != n; i += 2) // expected-error {{with '!=', index 'i' has to count in steps of one; compare with '<' or '>' [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (double &x : l) // expected-error {{range 'l' of type 'std::list<double>' is not contiguous in memory [njmpi-loop-form]}}
    x = 1;
  [[njmpi::loop]] for (auto x : b) // expected-error {{range 'b' of type 'std::vector<bool>' is not contiguous in memory [njmpi-loop-form]}}
    a[0] += x;
}

[[njmpi::kernel]] void changes(std::vector<double> &a, std::vector<int> &sizes, int n, int &m) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) { // expected-note {{the loop that counts it is here}}
    a[i] = 1;
    i += 1; // expected-error {{index 'i' is assigned in the body of its loop [njmpi-loop-form]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) { // expected-error {{bound 'n' changes in the loop [njmpi-loop-form]}}
    a[i] = 1;
    n = n - 1; // expected-note {{'n' is changed here}}
  }
  [[njmpi::loop]] for (int i = 0; i < sizes[0]; ++i) // expected-error {{bound 'sizes[0]' may change in the loop [njmpi-loop-form]}}
    sizes[i] = 1;
  [[njmpi::loop]] for (int i = 0; i < n--; ++i) // expected-error {{bound 'n--' may change in the loop [njmpi-loop-form]}}
    a[i] = 1;
  [[njmpi::loop]] for (int i = 0; i < n; i += m) { // expected-error {{step 'm' changes in the loop [njmpi-loop-form]}}
    a[i] = 1;
    ++m; // expected-note {{'m' is changed here}}
  }
  // The same numbers, and nothing changes them.
  [[njmpi::loop]] for (int i = 0; i < sizes[0]; ++i) a[i] = sizes[1];
  [[njmpi::loop]] for (int i = 0; i < m; ++i) a[i] = n;
}

[[njmpi::kernel]] void twice(std::vector<double> &a, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-note {{the outer one is here; it distributes the loops in it, too}}
    [[njmpi::loop]] for (int j = 0; j < n; ++j) // expected-error {{an annotated loop inside an annotated loop [njmpi-loop-form]}}
      a[i * n + j] = 1;
}

// Of a template each instantiation is looked at.
template <class T> [[njmpi::kernel]] void counted(std::vector<double> &a, T first, T last) {
  [[njmpi::loop]] for (T i = first; i < last; ++i) // expected-error {{index 'i' is of type 'double', not an integer [njmpi-loop-form]}}
    a[int(i)] = 1;
}
void use(std::vector<double> &a) {
  counted<long>(a, 0, 3);
  counted<double>(a, 0, 3); // expected-note {{in instantiation of kernel 'counted<double>' requested here}}
}

// The rest of an object may change.
struct part {
  njmpi::field<double, 1> u;
  double total;
  long n;
};
[[njmpi::kernel]] void parts(part &p) {
  [[njmpi::loop]] for (long i = 0; i < p.u.extent(0); ++i) p.total += p.u(i);
  [[njmpi::loop]] for (long i = 0; i < p.n; ++i) p.total += p.u(i);
  [[njmpi::loop]] for (long i = 0; i < p.n; ++i) // expected-error {{bound 'p.n' changes in the loop [njmpi-loop-form]}}
    p.n += 1; // expected-note {{'p.n' is changed here}}
}

// A bound that is another one whenever it is asked for.
[[njmpi::kernel]] int asked(int n) {
  int sum = 0, calls = 0;
  auto next = [&] { return n - calls++; };
  auto same = [&] { return n + 1; };
  [[njmpi::loop]] for (int i = 0; i < same(); ++i)
    sum += i;
  [[njmpi::loop]] for (int i = 0; i < next(); ++i) // expected-error {{bound 'next()' may change in the loop [njmpi-loop-form]}}
    sum += i;
  return sum;
}

[[njmpi::kernel]] constexpr double constant(const double *p, int n) {
  double sum = 0;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-error {{an annotated loop in a constexpr function; what evaluates constants runs no MPI [njmpi-loop-form]}}
    sum += p[i];
  return sum;
}

// Generated text has commas, which an argument of a macro cannot have.
#define BODY(x) x
[[njmpi::kernel]] void in_an_argument(njmpi::field<double, 1> &u) {
  BODY([[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) = 1;) // expected-error {{this loop over fields cannot be rewritten: it stands in an argument of a macro, which the commas of its text would divide [njmpi-loop-form]}} expected-note {{here}}
}
