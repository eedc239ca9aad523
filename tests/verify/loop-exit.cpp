// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-loop-exit: an annotated loop runs all of its iterations.
#include <cassert>
#include <cstdlib>
#include <njmpi/njmpi.hpp>
#include <stdexcept>
#include <vector>

double checked(double x) {
  if (x < 0)
    throw std::domain_error("negative"); // expected-note {{here}}
  return x;
}

[[njmpi::kernel]] int wrong(std::vector<double> &a, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    if (a[i] > 1)
      break; // expected-error {{'break' leaves an annotated loop [njmpi-loop-exit]}}
    a[i] = 1;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (a[i] > 1) [[unlikely]]
      break; // expected-error {{'break' leaves an annotated loop [njmpi-loop-exit]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (a[i] > 1)
      return i; // expected-error {{'return' leaves an annotated loop [njmpi-loop-exit]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (a[i] > 1)
      throw i; // expected-error {{'throw' leaves an annotated loop [njmpi-loop-exit]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (a[i] > 1)
      goto done; // expected-error {{'goto' leaves an annotated loop [njmpi-loop-exit]}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    a[i] = checked(a[i]); // expected-error {{'checked' may throw, which leaves an annotated loop [njmpi-loop-exit]}}
done: // expected-note {{label 'done' is here}}
  return n;
}

// Jumps that stay inside.
[[njmpi::kernel]] void right(std::vector<double> &a, const std::vector<int> &kind, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    if (kind[i] == 0)
      continue;
    a[i] = 1;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    int k = 0;
    for (; k < 10; ++k)
      if (kind[k] == i)
        break;
    while (true) {
      if (++k > 20)
        break;
    }
    a[i] = k;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      a[i * n + j] = 1;
      if (j == i)
        break;
    }
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    switch (kind[i]) {
    case 0:
      a[i] = 0;
      break;
    case 1:
      a[i] = 1;
      [[fallthrough]];
    default:
      a[i] = 2;
    }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    auto twice = [](double x) {
      if (x < 0)
        return 0.0;
      return 2 * x;
    };
    a[i] = twice(i);
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    if (kind[i])
      goto next;
    a[i] = 1;
  next:;
  }
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    assert(kind[i] >= 0);
    if (kind[i] > 100)
      std::abort();
    a[i] = kind[i];
  }
}

// Said once, of the template.
template <class T> [[njmpi::kernel]] void search(std::vector<T> &a, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    if (a[i] == T())
      break; // expected-error {{'break' leaves an annotated loop [njmpi-loop-exit]}}
    a[i] = 1;
  }
}
void use(std::vector<double> &a, std::vector<int> &b) {
  search(a, 1);
  search(b, 1);
}
