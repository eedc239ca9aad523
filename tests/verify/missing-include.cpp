// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-attribute: a loop without the header that its text would call.
[[njmpi::kernel]] double total(const double *a, long n) {
  double sum = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) // expected-error {{'njmpi::loop' needs <njmpi/njmpi.hpp>, which is not included, or was preprocessed for a plain build [njmpi-attribute]}}
    sum += a[i];
  return sum;
}
[[njmpi::kernel]] long no_loop(long n) { return n; }
void no_kernel(double *x, int n) { // expected-note {{'no_kernel' is not marked '[[njmpi::kernel]]'}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-error {{'njmpi::loop' outside a kernel [njmpi-attribute]}}
    x[i] = i;
}
