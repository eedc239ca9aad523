// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-loop-dependence: iterations that need what earlier ones write.
// flags: -ferror-limit=0
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

using field = njmpi::field<double, 2>;

[[njmpi::kernel]] void right(field &u, field &v, const field &w, std::vector<double> &a, int n, int m, int k) {
  // Elements that are written later, and other fields.
  [[njmpi::loop]] for (int i = 0; i < n - 1; ++i)
    for (int j = 1; j < m - 1; ++j)
      u(i, j) = u(i + 1, j) + u(i, j + 1) + u(i + 1, j - 1) + w(i - 1, j - 1);
  // Against the direction of the loop.
  [[njmpi::loop]] for (int i = n - 1; i > 0; --i)
    for (int j = 0; j < m; ++j)
      u(i, j) = u(i - 1, j) + u(i, j);
  [[njmpi::loop]] for (int i = 1; i < n; i += 2)
    a[i] = a[i - 1];
  // The owner has what it wrote itself.
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      for (int l = 0; l < k; ++l)
        u(i, j) += w(i, l) * w(l, j);
  [[njmpi::loop]] for (int i = 1; i < n - 1; ++i)
    for (int j = 1; j < m - 1; ++j) {
      u(i, j) = w(i, j);
      v(i, j) = 2 * u(i, j);
    }
  // Rows that are not written.
  [[njmpi::loop]] for (int i = k + 1; i < n; ++i)
    for (int j = k + 1; j < m; ++j)
      u(i, j) -= u(i, k) * u(k, j);
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      if (i != k && j != k)
        u(i, j) -= u(i, k) * u(k, j);
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) {
      if (i <= k || !(j > k))
        continue;
      u(i, j) -= u(i, k) * u(k, j) + u(i, k - 1);
    }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (i != k)
      a[i] -= a[k];
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    u(i, 0) = u(i, m - 2);
    u(i, m - 1) = u(i, 1);
  }
  [[njmpi::loop]] for (int j = 0; j < m; ++j) {
    u(0, j) = 0;
    u(n - 1, j) = 1;
    u(j, 0) = 2;
    u(j, m - 1) = 3;
  }
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 0; j < m; ++j)
      a[i * m + j] = a[i * m + j] + 1;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    a[2 * i] = 1;
    a[2 * i + 1] = 2;
  }
  [[njmpi::loop(pipeline)]] for (int i = 1; i < n; ++i)
    for (int j = 1; j < m; ++j)
      u(i, j) = u(i - 1, j) + u(i, j - 1);
  // Cells around the field: whatever its size, they are others, or those of one owner.
  const long rows = u.extent(0);
  [[njmpi::loop]] for (long j = -1; j <= u.extent(1); ++j) {
    u(-1, j) = u(0, j);
    u(rows, j) = u(rows - 1, j);
  }
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 1 + (i + k) % 2; j < m; j += 2)
      u(i, j) = w(i - 1, j);
}

[[njmpi::kernel]] void carried(field &u, std::vector<double> &a, int n, int m) {
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 0; j < m; ++j)
      u(i, j) = u(i - 1, j); // expected-error {{'u(i - 1, j)' reads what 'u(i, j)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = n - 2; i >= 0; --i)
    u(i, 0) += u(i + 1, 0); // expected-error {{'u(i + 1, 0)' reads what 'u(i, 0)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'u(i, 0)' is written here}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 0; j < m - 1; ++j)
      u(i, j) = u(i - 1, j + 1); // expected-error {{'u(i - 1, j + 1)' reads what 'u(i, j)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 2; i < n; i += 2)
    a[i] = a[i - 2]; // expected-error {{'a[i - 2]' reads what 'a[i]' writes in an earlier iteration [njmpi-loop-dependence]}} expected-note {{'a[i]' is written here}}
  [[njmpi::loop(pipeline)]] for (int i = 1; i < n; ++i)
    a[i] = a[i - 1]; // expected-error {{'a[i - 1]' reads what 'a[i]' writes in an earlier iteration; only fields can be pipelined [njmpi-loop-dependence]}} expected-note {{'a[i]' is written here}}
  [[njmpi::loop]] for (int i = 1; i < n - 1; ++i) {
    a[i] = 1; // expected-note {{'a[i]' is written here}}
    a[i + 1] = 2; // expected-error {{'a[i + 1]' writes an element that 'a[i]' writes in another iteration [njmpi-loop-dependence]}}
  }
  // A loop over time carries everything.
  [[njmpi::loop]] for (int t = 0; t < 10; ++t)
    for (int i = 0; i < n - 1; ++i)
      u(i, 0) = u(i + 1, 0); // expected-error {{'u(i + 1, 0)' reads what 'u(i, 0)' writes in an earlier iteration [njmpi-loop-dependence]}} expected-note {{'u(i, 0)' is written here}}
  // A reference is what it is bound to.
  field &same = u;
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 0; j < m; ++j)
      u(i, j) = same(i - 1, j); // expected-error {{'same(i - 1, j)' reads what 'u(i, j)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  const int before = -1;
  [[njmpi::loop]] for (int i = 1; i < n; ++i) {
    const int left = i + before;
    u(i, 0) = u(left, 0); // expected-error {{'u(left, 0)' reads what 'u(i, 0)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'u(i, 0)' is written here}}
  }
}

double total(const std::vector<double> &);

struct history {
  std::vector<double> a;
  double *p;
  double scale = 1;
  double scaled(double x) const { return factor() * x; }
  double factor() const { return scale; }
  double last(int i) const { return a[i - 1] + p[i - 1]; }
  static double first(const history &h) { return h.p[0]; }
  [[njmpi::kernel]] void members(int n) {
    [[njmpi::loop]] for (int i = 1; i < n; ++i)
      a[i] = scaled(i) + this->factor();
    [[njmpi::loop]] for (int i = 1; i < n; ++i)
      a[i] = last(i); // expected-error {{cannot tell which elements of 'a', which is written in the loop, are read by 'last(i)' [njmpi-loop-dependence]}} expected-note {{'a[i]' is written here}}
    [[njmpi::loop]] for (int i = 1; i < n; ++i)
      p[i] = last(i); // expected-error {{cannot tell which elements of 'p', which is written in the loop, are read by 'last(i)' [njmpi-loop-dependence]}} expected-note {{'p[i]' is written here}}
  }
};

[[njmpi::kernel]] void objects(history &h, std::vector<history> &list, std::vector<double> &b, int n) {
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    h.p[i] = history::first(h); // expected-error {{cannot tell which elements of 'h.p', which is written in the loop, are read by 'history::first(h)' [njmpi-loop-dependence]}} expected-note {{'h.p[i]' is written here}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    list[i] = list[i - 1]; // expected-error {{elements of 'list' of type 'history' would be sent to other ranks, where the pointers in them mean nothing [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    b[i] = h.last(i) + history::first(h);
}

[[njmpi::kernel]] void unknown(field &u, field &v, std::vector<double> &a, const std::vector<int> &at, int n, int m, int k, int l) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      u(i, j) = u(j, i); // expected-error {{cannot tell whether 'u(j, i)' and 'u(i, j)', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      u(i, j) = u(i + k, j); // expected-error {{cannot tell whether 'u(i + k, j)' and 'u(i, j)', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  // A condition on the other index, on another row, or on rows that are written all the same.
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      if (i != k)
        u(i, j) -= u(i, k); // expected-error {{cannot tell whether 'u(i, k)' and 'u(i, j)', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      if (i > k)
        u(i, j) = u(k + 1, j); // expected-error {{cannot tell whether 'u(k + 1, j)' and 'u(i, j)', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      if (i != k || j != k)
        u(i, j) = u(k, j); // expected-error {{cannot tell whether 'u(k, j)' and 'u(i, j)', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (a[k] > 0 && i == k)
      u(i, 0) = u(k, 0); // expected-error {{cannot tell whether 'u(k, 0)' and 'u(i, 0)', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'u(i, 0)' is written here}}
  [[njmpi::loop]] for (int i = k; i < n; ++i)
    for (int j = 0; j < n; ++j)
      u(i, j) -= u(k, j); // expected-error {{cannot tell whether 'u(k, j)' and 'u(i, j)', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = a[at[i]]; // expected-error {{cannot tell which element of 'a', which is written in the loop, 'a[at[i]]' reads [njmpi-loop-dependence]}} expected-note {{'a[i]' is written here}}
  [[njmpi::loop(trusted)]] for (int i = 0; i < n; ++i)
    a[i] = total(a); // expected-error {{cannot tell which elements of 'a', which is written in the loop, are read by 'a' [njmpi-loop-dependence]}} expected-note {{'a[i]' is written here}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i) {
    auto before = [x = a[i - 1]] { return x; }; // expected-error {{'a[i - 1]' reads what 'a[i]' writes in an earlier iteration [njmpi-loop-dependence]}}
    a[i] = before(); // expected-note {{'a[i]' is written here}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    std::span<double> s(a);
    a[i] = s[i + 1]; // expected-error {{cannot tell whether 's[i + 1]' is an element of 'a', which is written in the loop [njmpi-loop-dependence]}} expected-note {{'a[i]' is written here}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    u(i, 0) = 1;
    v(i, 0) = u(i, k); // whether k is 0 is seen at run time
  }
}

// Red reads black, if that is what it reads.
[[njmpi::kernel]] void colours(field &u, int n, int colour, const std::vector<int> &at) {
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 1 + (i + colour) % 2; j < n; j += 2)
      u(i, j) = u(i - 1, j) + u(i, j - 1) + u(i + 1, j);
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 1; j < n; ++j)
      if (i > 1 && (i + j) % 2 == colour)
        u(i, j) = u(i - 1, j) + u(i, j - 1);
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 1; j < n; ++j) {
      if (((i + j) & 1) != colour)
        continue;
      u(i, j) = u(i - 1, j) + u(i, j - 1);
    }
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 1 + (i + colour) % 2; j < n; j += 2)
      u(i, j) = u(i - 1, j - 1); // expected-error {{'u(i - 1, j - 1)' reads what 'u(i, j)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 1; j < n; ++j)
      if ((i + j) % 2 == colour || i == 3)
        u(i, j) = u(i - 1, j); // expected-error {{'u(i - 1, j)' reads what 'u(i, j)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 1; j < n; ++j)
      if ((i + j) % 2 == colour)
        u(i, j) = u(i - 1, j); // expected-error {{'u(i - 1, j)' reads what 'u(i, j)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}}
      else
        u(i, j) = 0; // expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 1; i < n; ++i) {
    int k = at[i];
    if ((i + k) % 2)
      continue;
    u(i, 0) = u(i - 1, 0); // expected-error {{'u(i - 1, 0)' reads what 'u(i, 0)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'u(i, 0)' is written here}}
  }
}

// Two statements that run on different ranks, and one needs the other's value.
[[njmpi::kernel]] void owners(field &u, field &v, int n, int m) {
  [[njmpi::loop]] for (int i = 0; i < n - 1; ++i) {
    u(i, 0) = 1;            // expected-note {{'u(i, 0)' is written here}}
    v(i + 1, 0) = u(i, 0); // expected-error {{'u(i, 0)' and 'v(i + 1, 0)' are written by one iteration, live on different ranks, and depend on each other [njmpi-loop-dependence]}} expected-note {{'v(i + 1, 0)' is written here}}
  }
  [[njmpi::loop]] for (int i = 0; i < n - 1; ++i) {
    u(i, 0) = 1;
    v(i + 1, 0) = 2;
  }
}

// A wavefront has one element to go by.
[[njmpi::kernel]] void scattered(njmpi::field<double, 1> &a, int n) {
  [[njmpi::loop(pipeline)]] for (int i = 0; i < n - 1; ++i) {
    a(i) += 1;     // expected-note {{'a(i)' is written here}}
    a(i + 1) -= 1; // expected-error {{'a(i + 1)' and 'a(i)' are written by one iteration; a pipelined loop runs each where the one element that it writes lives [njmpi-loop-dependence]}}
  }
}

// Members of one element do not meet.
struct both {
  double x, y;
};
[[njmpi::kernel]] void members(njmpi::field<both, 1> &f, int n) {
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    f(i).x = f(i - 1).y;
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    f(i).x = f(i - 1).x; // expected-error {{'f(i - 1)' reads what 'f(i)' writes in an earlier iteration; [[njmpi::loop(pipeline)]] keeps the serial order [njmpi-loop-dependence]}} expected-note {{'f(i)' is written here}}
}

// One of several vectors is an array, and part of what holds them.
int first_of_all(const std::vector<std::vector<int>> &m) {
  int sum = 0;
  for (auto &row : m)
    sum += row[0];
  return sum;
}
[[njmpi::kernel]] void one_of_several(std::vector<std::vector<int>> &m, const std::vector<int> &v, int k, int n) {
  [[njmpi::loop]] for (int s = 0; s < n; ++s)
    m[k][s] = m[k - 1][n - 1 - s] + v[s];
  [[njmpi::loop]] for (int s = 0; s < n; ++s)
    m[k][s] = m[s][0]; // expected-error {{cannot tell whether 'm[s][0]' is an element of 'm[k]', which is written in the loop [njmpi-loop-dependence]}} expected-note {{'m[k][s]' is written here}}
  [[njmpi::loop]] for (int s = 0; s < n; ++s)
    m[k][s] = first_of_all(m); // expected-error {{cannot tell which elements of 'm[k]', which is written in the loop, are read by 'm' [njmpi-loop-dependence]}} expected-note {{'m[k][s]' is written here}}
  auto &row = m[k];
  [[njmpi::loop]] for (int s = 1; s < n; ++s)
    row[s] = m[k][s - 1]; // expected-error {{'m[k][s - 1]' reads what 'row[s]' writes in an earlier iteration [njmpi-loop-dependence]}} expected-note {{'row[s]' is written here}}
}
