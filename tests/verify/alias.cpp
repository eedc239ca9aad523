// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-alias: the same buffer as input and output of one call.
#include <njmpi/njmpi.hpp>
#include <vector>

struct pair {
  std::vector<double> a, b;

  [[njmpi::kernel]] void own() {
    njmpi::allreduce(a, a); // expected-error {{'a' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
    njmpi::allreduce(a, b);
    njmpi::allreduce(this->a, a); // expected-error {{'a' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
    njmpi::allreduce(njmpi::in_place, a);
  }
};

[[njmpi::kernel]] void variables(std::vector<double> &x, std::vector<double> &y, std::vector<int> &counts) {
  njmpi::allreduce(x, x); // expected-error {{'x' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::allreduce(x, y);
  njmpi::allreduce((x), x, njmpi::op::max); // expected-error {{'x' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::reduce(x, x, njmpi::op::sum, 0); // expected-error {{'x' is both input and output of 'reduce'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::alltoall(x, x); // expected-error {{'x' is both input and output of 'alltoall'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::alltoall(njmpi::in_place, x);
  njmpi::sendrecv(x, 1, x); // expected-error {{'x' is both input and output of 'sendrecv'; use njmpi::sendrecv_replace [njmpi-alias]}}
  njmpi::sendrecv(x, 1, y);
  njmpi::sendrecv_replace(x, 1, 1);
  njmpi::gatherv(x, x, counts, 0); // expected-error {{'x' is both input and output of 'gatherv' [njmpi-alias]}}
  njmpi::gatherv(x, y, counts, 0);
}

[[njmpi::kernel]] void members(pair &p, pair &q, double (&a)[2], int i, int j) {
  njmpi::allreduce(p.a, p.a); // expected-error {{'p.a' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::allreduce(p.a, p.b);
  njmpi::allreduce(p.a, q.a);
  njmpi::allreduce(a[0], a[1]);
  njmpi::allreduce(a[i], a[j]); // nobody knows
  njmpi::allreduce(a[0], a[0]); // expected-error {{'a[0]' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::allreduce(a[i], a[i]); // expected-error {{'a[i]' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
}

std::vector<double> &next();
[[njmpi::kernel]] void places(std::vector<double> &x, std::vector<double> *p, double *raw, double *other, int n) {
  njmpi::allreduce(x[0], x[0]); // expected-error {{'x[0]' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::allreduce(x[0], x[1]);
  njmpi::allreduce(x[n], x[n + 1]);
  njmpi::allreduce(*p, *p); // expected-error {{'*p' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::allreduce(x, *p);
  auto &y = x;
  njmpi::allreduce(x, y); // expected-error {{'y' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  auto &z = next();
  njmpi::allreduce(z, z); // expected-error {{'z' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  auto &before = x[n];
  ++n;
  njmpi::allreduce(before, x[n]); // two elements
  auto &first = *p;
  ++p;
  njmpi::allreduce(first, *p);
  auto copy = x;
  njmpi::allreduce(x, copy);
  njmpi::allreduce(njmpi::buffer(raw, n), njmpi::buffer(raw, n)); // expected-error {{'njmpi::buffer(raw, n)' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]}}
  njmpi::allreduce(njmpi::buffer(raw, n), njmpi::buffer(other, n));
  njmpi::allreduce(njmpi::buffer(raw, n), njmpi::buffer(raw + n, n));
  njmpi::allreduce(next(), next()); // one after the other, say
}
