// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-request-leak and njmpi-buffer-race: what a request says of itself, and buffers that change their names.
#include <njmpi/njmpi.hpp>
#include <utility>
#include <vector>

struct waits_if_active {
  njmpi::request &r;
  ~waits_if_active() {
    if (r.active())
      njmpi::wait(r);
  }
};
[[njmpi::kernel]] void swapped(double *a, double *b, int n, int dest) {
  auto r = njmpi::isend(njmpi::buffer(a, n), dest); // expected-note {{the operation is started here}}
  std::swap(a, b);
  b[0] = 1; // expected-error {{the buffer is written while 'isend' may still be reading it [njmpi-buffer-race]}}
  njmpi::wait(r);
}
[[njmpi::kernel]] void not_if_active(std::vector<int> &x, int dest) {
  auto r = njmpi::isend(x, dest); // expected-error {{the operation that 'isend' starts is never completed [njmpi-request-leak]}}
  if (!r.req.active())
    njmpi::wait(r);
}
// Correct.
[[njmpi::kernel]] void the_other_one(double *a, double *b, int n, int dest) {
  auto r = njmpi::isend(njmpi::buffer(a, n), dest);
  std::swap(a, b);
  a[0] = 1;
  njmpi::wait(r);
}
[[njmpi::kernel]] int guarded(std::vector<int> &x, int dest, bool early) {
  auto [code, r] = njmpi::isend(x, dest);
  waits_if_active until{r};
  if (early)
    return code;
  return 0;
}
[[njmpi::kernel]] double polled(std::vector<double> &x, int source) {
  auto r = njmpi::irecv(x, source);
  for (int turns = 0; !njmpi::test(r).flag && turns < 1000; ++turns)
    ;
  if (!r.req.null())
    njmpi::wait(r);
  return x[0];
}
