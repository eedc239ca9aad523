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
}
