// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-loop-access: which elements an annotated loop names.
// flags: -ferror-limit=0
#include <algorithm>
#include <array>
#include <memory>
#include <njmpi/njmpi.hpp>
#include <span>
#include <string>
#include <utility>
#include <valarray>
#include <vector>

using field1 = njmpi::field<double, 1>;
using field2 = njmpi::field<double, 2>;

struct cell {
  double mass, flux[2];
  std::array<double, 3> history;
};
struct chain {
  double mass;
  chain *next;
};
struct matrix {
  std::vector<double> d;
  int m;
  double &operator()(int i, int j) { return d[i * m + j]; }
  double operator()(int i, int j) const { return d[i * m + j]; }
};
struct window {
  double *p;
  double &operator[](int i) const { return p[i]; }
};
struct pair {
  double x[2];
  double &at(int i) { return x[i]; }
};
struct state {
  field2 u, v;
  field2 &r;
  field2 *p;
  std::vector<double> a;
  [[njmpi::kernel]] void bases(std::unique_ptr<field2> &owned, field2 (&many)[2], std::vector<field2> &list, int n) {
    [[njmpi::loop]] for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) {
        u(i, j) = this->v(i, j) + (*p)(i, j) + r(i, j);
        (*p)(i, j) = (*owned)(i, j) + many[0](i, j) + list[1](i, j);
      }
    [[njmpi::loop]] for (int i = 0; i < n; ++i)
      a[i] = this->u(i, 0) + std::as_const(u)(i, 1);
  }
};

// Everything that can be subscripted.
[[njmpi::kernel]] void arrays(std::vector<double> &v, std::span<double> s, std::array<double, 9> &a, double (&c)[9][4], double *p,
                              double *__restrict q, std::valarray<double> &w, std::vector<cell> &cells, std::string &t,
                              std::vector<std::array<double, 3>> &f, std::vector<bool> &b, const std::vector<std::vector<double>> &rows, int n, int m) {
  [[njmpi::loop]] for (int i = 0; i < 9; ++i) {
    v[i] = a[i] + c[i][1] + p[i] + p[n - i] + w[i] + rows[i][2] + rows[n][i];
    s[i] = v.at(i) + a.front();
    q[i + 1] = *(p + i) + p[-i] + t.size() + b[i];
    cells[i].mass = cells[i].flux[1];
    cells[i].flux[0] = 2;
    t[i] = 'x';
    f[i][0] = f[i][1] + f[i][2];
    w[i] = 1;
  }
  [[njmpi::loop]] for (int i = 0; i < 9; ++i)
    for (int j = 0; j < 4; ++j)
      c[i][j] = v[i] * v[j];
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 1; j < m - 1; ++j)
      v[i * m + j] = p[(i - 1) * m + j] + p[i * m + j + 1];
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      for (int k = 0; k < 3; ++k)
        v[(i * m + j) * 3 + k] = 1;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int j = 0; j < m; ++j)
      sum += p[i * m + j];
    v[i] = sum;
    for (int j = 0; j < 3; ++j)
      f[i][j] = sum;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    cell &each = cells[i];
    const auto &[mass, flux, history] = cells[i];
    double *row = p + i * m;
    each.mass = mass + flux[0] + history[2];
    for (int j = 0; j < m; ++j)
      row[j] = j;
  }
  [[njmpi::loop]] for (cell &each : cells)
    each.mass = 2 * each.flux[0];
  [[njmpi::loop]] for (int i = 1; i < n; ++i) {
    cells[i].mass = cells[i - 1].flux[0];
    f[i] = {1, 2, 3};
    f[i][1] += f[i + 1][2] + f[i][0];
    std::array<double, 3> whole = f[i];
    v[i] = whole[1];
    for (double &x : cells[i].history)
      x = 1;
    for (double x : cells[i].flux)
      cells[i].mass += x;
  }
  [[njmpi::loop]] for (auto &each : f)
    for (double &x : each)
      x *= 2;
  [[njmpi::loop]] for (double &x : w)
    x = 1;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    std::vector<double> own(3, 1.0);
    for (auto at = own.begin(); at != own.end(); ++at)
      *at = i;
    for (auto at = a.begin(); at != a.end(); ++at)
      v[i] += *at;
    v[i] += *std::max_element(own.begin(), own.end());
  }
}

// References that functions return are to memory of the object only if it has all of its own.
[[njmpi::kernel]] void returned(std::vector<double> &v, std::vector<chain> &links, std::vector<std::string> &names, matrix &g, const matrix &h,
                                std::vector<pair> &pairs, std::valarray<double> &w, std::vector<std::vector<double>> &rows, std::unique_ptr<double[]> &q, int n) {
  window outside{v.data()};
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    pair own{};
    own.at(1) = 3;
    pairs[i].at(0) = own.at(1) + h(i, 0);
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    pairs[0].at(0) = 1; // expected-error {{'pairs[0]' is written in every iteration; accumulate into a variable, and store it after the loop [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    g(i, 0) = 1; // expected-error {{cannot tell which memory 'g(i, 0)' is, which is written [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    outside[i] = 1; // expected-error {{cannot tell which memory 'outside[i]' is, which is written [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    window inside{v.data()};
    inside[i] = 1; // expected-error {{cannot tell which memory 'inside[i]' is, which is written [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    q[i] = 1; // expected-error {{cannot tell which memory 'q[i]' is, which is written [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    auto at = v.begin();
    *at = i; // expected-error {{cannot tell which element of 'v' is written by '*at' [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    auto at = v.begin();
    std::fill(at, at + 2, i); // expected-error {{elements of 'v' may be written by the call 'std::fill(at, at + 2, i)' [njmpi-loop-call]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double *at = v.data() + i;
    at[0] = 1;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    w[std::slice(0, 2, 1)] = i; // expected-error {{'w[std::slice(0, 2, 1)]' names several elements of 'w' at once [njmpi-loop-access]}}
  // What other ranks are sent are bytes.
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    links[i].mass = 1; // expected-error {{elements of 'links' of type 'chain' would be sent to other ranks, where the pointers in them mean nothing [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    names[i] = "x"; // expected-error {{elements of 'names' of type 'std::basic_string<char>' would be sent to other ranks, where the pointers in them mean nothing [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    rows[i].push_back(i); // expected-error {{elements of 'rows' of type 'std::vector<double>' would be sent to other ranks, where the pointers in them mean nothing [njmpi-loop-access]}}
}

// Fields: constant offsets, swapped, fixed, by an index array.
[[njmpi::kernel]] void fields(field2 &u, const field2 &w, field1 &x, const field1 &y, const std::vector<int> &col,
                              const std::vector<int> &ptr, std::vector<double> &a, int n, int m, int k) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      u(i, j) = w(j, i) + w(i + k, j - 2 * k) + w(2 * i, j + 1) + w(0, j) + w(i, n - 1) + w(n - i, j) + w(k, k) +
                w(i, col[j]) + w(i / 2, (j + 1) / 2) + w(i, i + j) + w(col[col[i]], j);
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    const int left = i == 0 ? n - 1 : i - 1;
    double sum = y(left) + y(col[i]) + y(i % 3) + y((i * i) / 2);
    for (int j = ptr[i]; j < ptr[i + 1]; ++j)
      if (a[j] != 0)
        sum += a[j] * y(col[j]);
    for (int j = 0; j < m; ++j)
      sum += w(i, j);
    x(i) = sum;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = u(i, i) + x(i);
  // A few neighbours, counted by loops.
  [[njmpi::loop]] for (int i = 1; i < n - 1; ++i)
    for (int j = 1; j < m - 1; ++j) {
      double sum = 0;
      for (int a = -1; a <= 1; ++a)
        for (int b = -1; b <= 1; ++b)
          sum += w(i + a, j + b);
      u(i, j) = sum;
    }
}

[[njmpi::kernel]] void wrong_fields(field2 &u, const field2 &w, field1 &x, const field1 &y, const std::vector<int> &col,
                                    field2 (&many)[2], std::vector<double> &a, std::vector<int> &at, int n, int m) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    x(col[i]) = 1; // expected-error {{subscript 'col[i]' of 'x(col[i])', which is written, is not an index of the nest plus a constant [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      x(i + j) = 1; // expected-error {{subscript 'i + j' of 'x(i + j)', which is written, names more than one index [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    u(2 * i, 0) = 1; // expected-error {{subscript '2 * i' of 'u(2 * i, 0)', which is written, leaves elements out; count the loop in steps instead [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      u(i, j) = w(j, int(w(i, j))); // expected-error {{which elements of 'w' are read depends on elements of a field, by 'int(w(i, j))' [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) {
      int k = j;
      k = col[k]; // expected-note {{it is changed here}}
      u(i, j) = w(i / 2, k); // expected-error {{subscript 'k' of 'w(i / 2, k)' depends on 'k', which changes in the body [njmpi-loop-access]}}
    }
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 0; j < m; ++j)
      u(i, j) = u(i / 2, j); // expected-error {{cannot tell which element 'u(i / 2, j)' reads of a field that is written in the loop [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    u(i, 0) = many[i % 2](i, 0); // expected-error {{which field 'many[i % 2]' is changes from iteration to iteration [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    const double first = a[i];
    for (int j = 0; j < m; ++j)
      u(i, j) = first + u(i, 0); // in the order of the body, on one rank
  }
  [[njmpi::loop]] for (int i = 1; i < n; ++i) {
    const double first = a[i];
    for (int j = 0; j < m; ++j)
      u(i, j) = first + u(i - 1, j); // expected-error {{'u(i - 1, j)' reads what 'u(i, j)' writes in an earlier iteration [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  }
  [[njmpi::loop]] for (int i = 1; i < n; ++i) {
    const double first = a[i];
    for (int j = 0; j < m; ++j)
      u(i, j) = first + u(i, i); // expected-error {{cannot tell whether 'u(i, i)' and 'u(i, j)', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'u(i, j)' is written here}}
  }
  [[njmpi::loop(pipeline)]] for (int i = 1; i < n; ++i) {
    const double first = a[i];
    for (int j = 0; j < m; ++j) // expected-note {{the inner loop is here; declare what stands before it inside}}
      u(i, j) = first + u(i - 1, j); // expected-error {{'u(i, j)' is written in an inner loop that is not perfectly nested, which a pipelined loop cannot cut into blocks [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    x(i) = y(int(y(i))); // expected-error {{which elements of 'y' are read depends on elements of a field, by 'int(y(i))' [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    int k = i;
    k = col[k]; // expected-note {{it is changed here}}
    x(i) = y(k); // expected-error {{subscript 'k' of 'y(k)' depends on 'k', which changes in the body [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    const field2 &same = w; // expected-error {{'same' stands for a field, and is declared in an annotated loop; declare it before the loop [njmpi-loop-access]}}
    u(i, 0) = 1;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    at[i] = i;
    x(i) = y(at[i]); // expected-error {{which elements of 'y' are read depends on 'at[i]', which is written in the loop [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) {
      double sum = 0;
      for (int a = -1; a <= 1; ++a)
        sum += w(j + a, i); // listed
      for (int a = 0; a < n; ++a)
        sum += w(i + a, j);
      u(i, j) = sum;
    }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) {
      double sum = 0;
      switch (at[i]) {
      case 1:
        for (int a = -1; a <= 1; ++a)
          sum += w(j + a, i); // expected-error {{'w(j + a, i)' names several elements that lie nowhere near what the iteration writes [njmpi-loop-access]}}
        break;
      default:
        sum = 1;
      }
      u(i, j) = sum;
    }
  const field2 &before = w;
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    u(i, 0) = before(i, 0);
}

double sum(const field2 &, int);
double at(double *p, int i) { return p[i]; }

[[njmpi::kernel]] void whole(field2 &u, const field2 &w, std::vector<double> &a, int n) {
  [[njmpi::loop(trusted)]] for (int i = 0; i < n; ++i)
    a[i] = sum(w, i); // expected-error {{field 'w' is handed to 'sum', which hides the elements it names [njmpi-loop-access]}}
  auto get = [&](int i) { return w(i, 0); };
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = get(i);
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    auto inside = [&](int j) { return w(i, j); };
    u(i, 0) = w(i, 1);
    (void)inside;
  }
}

// Memory of the part that a rank owns.
std::vector<double> means(const double *p, long n);
[[njmpi::kernel]] double parts(field2 &u, field1 &x, field1 *y, int n) {
  double *p = x.data(), sum = 0;
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    p[i] = i; // expected-error {{'p' is memory of this rank's part of field 'x', in which indices of the nest mean nothing; name elements of the field [njmpi-loop-access]}}
  auto v = u.local();
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      sum += v(i, j); // expected-error {{'v' is memory of this rank's part of field 'u', in which indices of the nest mean nothing; name elements of the field [njmpi-loop-access]}}
  const std::span<const double> s(y->data(), n);
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    sum += s[i]; // expected-error {{'s' is memory of this rank's part of field 'y', in which indices of the nest mean nothing; name elements of the field [njmpi-loop-access]}}
  std::vector<double> all = x.allgather(), fresh(x.extent(0) + n);
  double *q = all.data();
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    fresh[i] = all[i] + q[i];
  std::vector<double> mean = means(x.data(), n), copied(x.data(), x.data() + n);
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    sum += mean[i] + copied[i]; // what a function made of it may be the same everywhere
  p[0] = v(0, 0); // outside of a loop it is what it is
  return sum;
}

[[njmpi::kernel]] void wrong_arrays(std::vector<double> &v, double (*c)[7], double *p, std::vector<std::vector<double>> &rows, std::vector<bool> &b,
                                    const std::vector<int> &col, double **pp, int n, int m, int k) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    v[0] += p[i]; // expected-error {{'v[0]' is written in every iteration; accumulate into a variable, and store it after the loop [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      v[j] += p[i]; // expected-error {{'v[j]' is written in more than one iteration of 'i' [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    v[col[i]] += p[i]; // expected-error {{cannot tell which element of 'v' is written by 'v[col[i]]' [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    v[i % 2] = p[i]; // expected-error {{cannot tell which element of 'v' is written by 'v[i % 2]' [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      v[i + j] = 1; // expected-error {{cannot tell that 'v[i + j]' is another element in every iteration [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      v[i * m + j + 1] = 1; // expected-error {{cannot tell that 'v[i * m + j + 1]' is another element in every iteration [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = -1; j < m; ++j)
      v[i * k + j] = 1; // expected-error {{cannot tell that 'v[i * k + j]' is another element in every iteration [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) // the run knows whether it stays in its row
      v[i * k + j] = 1;
  [[njmpi::loop]] for (int i = 1; i < n; ++i)
    for (int j = 0; j < n; ++j)
      v[i * n + j] += v[k * n + j]; // expected-error {{cannot tell whether 'v[k * n + j]' and 'v[i * n + j]', which is written, are one element in different iterations [njmpi-loop-dependence]}} expected-note {{'v[i * n + j]' is written here}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j <= i; ++j) // expected-note {{the loop is here}}
      c[i][j] = 1; // expected-error {{'c[i][j]' is written by a loop whose bounds depend on an outer index, so that what every rank is sent is not known [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j <= i; ++j)
      v[i] += c[i][j];
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    rows[i][0] = 1; // expected-error {{the elements of 'rows', which are written, are not contiguous in memory [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    b[i] = true; // expected-error {{the elements of 'b', which are written, are not contiguous in memory [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    pp[i][0] = 1; // expected-error {{cannot tell which memory 'pp[i][0]' is, which is written [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double *q = p;
    q += i;
    *q = 1; // expected-error {{cannot tell which memory '*q' is, which is written [njmpi-loop-access]}}
  }
}

struct holder {
  field1 &held;
  field1 &get() const { return held; }
};
[[njmpi::kernel]] void fields_nobody_can_follow(field1 &u, field1 &v, field1 *const *many, const holder &h, bool second, int k) {
  auto last = [&]() -> field1 & { return v; };
  field1 &named = h.get();
  auto &either = second ? u : v;
  const field1 &one = *many[k];
  [[njmpi::loop]] for (int i = 1; i < u.extent(0) - 1; ++i)
    u(i) = h.get()(i - 1); // expected-error {{cannot tell which field 'h.get()' is; declare a reference to it before the loop [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 1; i < u.extent(0) - 1; ++i)
    u(i) = last()(i + 1); // expected-error {{cannot tell which field 'last()' is; declare a reference to it before the loop [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 1; i < u.extent(0) - 1; ++i)
    u(i) = named(i - 1) + either(i + 1) + one(i - 1);
}

[[njmpi::kernel]] void pointers_into_fields(field2 &u, const field2 &v, field1 &w) {
  [[njmpi::loop]] for (int i = 0; i < u.extent(0); ++i) {
    double *row = &u(i, 0);
    for (int j = 0; j < 3; ++j)
      row[j] = 1; // expected-error {{'row[j]' goes beyond the element of a field that its pointer was given [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < u.extent(0); ++i) {
    const double *row = &v(i, 0);
    w(i) = *(row + 1); // expected-error {{'*(row + 1)' goes beyond the element of a field that its pointer was given [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < w.extent(0); ++i) {
    double *p = &w(i);
    p[0] += 1;
    *p *= 2;
  }
}

// What a loop of the body counts with is no index of the nest unless its header says how.
[[njmpi::kernel]] void other_headers(field2 &u, field1 &w, std::vector<double> &v) {
  [[njmpi::loop]] for (int i = 0; i < u.extent(0); ++i)
    for (int j = 0; j < 9 && j <= i; ++j)
      u(i, j) = 1; // expected-error {{subscript 'j' of 'u(i, j)', which is written, is not an index of the nest plus a constant [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < 4; ++i)
    for (int j = 5 * i; j < 20 && j < 5 * i + 5; ++j)
      v[j] = 1; // expected-error {{cannot tell which element of 'v' is written by 'v[j]' [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < w.extent(0); ++i) {
    int j = i;
    for (; j < 9; ++j) {
      j += 2;       // expected-note {{it is changed here}}
      v[i] += w(j); // expected-error {{subscript 'j' of 'w(j)' depends on 'j', which changes in the body [njmpi-loop-access]}}
    }
  }
  [[njmpi::loop]] for (int i = 0; i < w.extent(0); ++i) {
    int j;
    for (j = i; j < 9; ++j) // expected-note {{it is changed here}}
      v[i] += 1;
    v[i] += w(j); // expected-error {{subscript 'j' of 'w(j)' depends on 'j', which changes in the body [njmpi-loop-access]}}
  }
}

[[njmpi::kernel]] void narrow(field1 &u, const field1 &v, std::vector<int> &a, const std::vector<int> &p) {
  [[njmpi::loop]] for (int i = 0; i < 300; ++i)
    u(i) = v(static_cast<unsigned char>(i));
  [[njmpi::loop]] for (int i = 0; i < 300; ++i)
    u(static_cast<std::size_t>(i)) = v(static_cast<long>(i) + 1);
  [[njmpi::loop]] for (int i = 0; i < 300; ++i)
    a[static_cast<unsigned char>(i)] = 1; // expected-error {{cannot tell which element of 'a' is written by 'a[static_cast<unsigned char>(i)]' [njmpi-loop-access]}}
  [[njmpi::loop]] for (int i = 0; i < 300; ++i) {
    const unsigned char k = i;
    a[k] = 1; // expected-error {{cannot tell which element of 'a' is written by 'a[k]' [njmpi-loop-access]}}
  }
  [[njmpi::loop]] for (int i = 0; i < 300; ++i)
    switch (i % 3) {
    case 0:
      u(i) = v(p[i]); // expected-error {{the elements of 'v' that 'v(p[i])' names in a switch cannot be listed; an 'if' can be [njmpi-loop-access]}}
    }
}

[[njmpi::kernel]] void without_sign(field1 &u, const field1 &v, unsigned from, std::size_t n) {
  [[njmpi::loop]] for (unsigned i = 0; i < u.extent(0); ++i)
    u(i) = v(i + 1) - v(i - 1); // expected-error {{subscript 'i - 1' of 'v(i - 1)' is computed in 'unsigned int', where it is a large number in the first iteration; count 'i' in a signed type [njmpi-loop-access]}}
  [[njmpi::loop]] for (unsigned i = 0; i < u.extent(0); ++i) {
    auto at = [&](int k) { return v(i + k); }; // expected-error {{subscript 'i + k' of 'v(i + k)' is computed in 'unsigned int', where it is a large number in the first iteration; count 'i' in a signed type [njmpi-loop-access]}}
    u(i) = at(-1) + at(1);
  }
  [[njmpi::loop]] for (unsigned i = 1; i < u.extent(0); ++i)
    u(i) = v(i - 1);
  [[njmpi::loop]] for (unsigned i = from; i < u.extent(0); ++i)
    u(i) = v(i - 1);
  [[njmpi::loop]] for (unsigned i = 0; i < u.extent(0); ++i)
    u(i) = i > 0 ? v(i - 1) : 0;
  [[njmpi::loop]] for (unsigned i = 0; i < u.extent(0); ++i)
    if (i > 0)
      u(i) = v(i - 1);
  [[njmpi::loop]] for (std::size_t i = 0; i < n; ++i)
    u(i) = v(i - 1);
  [[njmpi::loop]] for (unsigned short i = 0; i < 9; ++i)
    u(i) = v(i - 1);
}
