// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-divergence of annotated loops: all ranks have to reach them.
#include <algorithm>
#include <cmath>
#include <njmpi/njmpi.hpp>
#include <vector>

using njmpi::field;

[[njmpi::kernel]] double wrong(field<double, 1>& u, std::vector<double>& a, int n) {
  double sum = 0;
  if (njmpi::rank() == 0) // expected-note {{the condition is here}}
    [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-warning {{not every rank reaches this loop: 'njmpi::rank() == 0' differs between the ranks [njmpi-divergence]}}
      sum += a[i];

  const int me = njmpi::rank();
  if (n > 3) {
    if (me % 2) { // expected-note {{the condition is here}}
      a[0] = 1;
      [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-warning {{not every rank reaches this loop: 'me % 2' differs between the ranks [njmpi-divergence]}}
        a[i] = i;
    }
  }

  double local = 0; // expected-note {{'local' is made from this rank's own values and never combined}}
  for (long i = u.owned().lo(0); i < u.owned().hi(0); ++i)
    local = std::max(local, std::abs(u(i)));
  while (local > 1e-3) { // expected-note {{the condition is here}}
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) // expected-warning {{not every rank reaches this loop: 'local > 1e-3' differs between the ranks [njmpi-divergence]}}
      u(i) /= 2;
    local = 0;
    for (long i = u.owned().lo(0); i < u.owned().hi(0); ++i)
      local = std::max(local, std::abs(u(i)));
  }

  const double start = njmpi::wtime();
  while (njmpi::wtime() - start < 10) // expected-note {{the condition is here}}
    [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-warning {{not every rank reaches this loop: 'njmpi::wtime() - start < 10' differs between the ranks [njmpi-divergence]}}
      a[i] *= 2;
  return sum;
}

[[njmpi::kernel]] void left(std::vector<double>& a, int n) {
  if (njmpi::rank() > 3) // expected-note {{the condition is here}}
    return;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-warning {{not every rank reaches this loop: 'njmpi::rank() > 3' differs between the ranks [njmpi-divergence]}}
    a[i] = i;
}
[[njmpi::kernel]] void next_pass(std::vector<double>& a, int n) {
  for (int pass = 0; pass < 3; ++pass) {
    if (pass == njmpi::rank())
      continue;
    if (njmpi::rank() == 2) { // expected-note {{the condition is here}}
      a[0] = 1;
      continue;
    }
    [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-warning {{not every rank reaches this loop: 'njmpi::rank() == 2' differs between the ranks [njmpi-divergence]}}
      a[i] = i;
  }
}
[[njmpi::kernel]] double an_element(field<double, 2>& u) {
  if (u(0, 0) > 1) { // expected-note {{the condition is here}}
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) // expected-warning {{not every rank reaches this loop: 'u(0, 0) > 1' differs between the ranks [njmpi-divergence]}}
      for (long j = 0; j < u.extent(1); ++j)
        u(i, j) = 0;
  }
  return 0;
}
[[njmpi::kernel]] void own_field(int n) {
  field<double, 1> u(n);
  if (njmpi::rank() == 1) // expected-note {{the condition is here}}
    [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-warning {{not every rank reaches this loop: 'njmpi::rank() == 1' differs between the ranks [njmpi-divergence]}}
      u(i) = i;
}

// Correct, however much it looks like the above.
[[njmpi::kernel]] double right(field<double, 1>& u, std::vector<double>& a, int n, const njmpi::comm& part) {
  double change = 1;
  while (change > 1e-3) {
    change = 0;
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i)
      change = std::max(change, std::abs(u(i)));
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) /= 2;
  }
  // Combined by hand.
  double local = 0, global = 0;
  for (long i = u.owned().lo(0); i < u.owned().hi(0); ++i)
    local += u(i);
  njmpi::allreduce(local, global);
  if (global > 0)
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) = 0;
  double most = 0;
  for (long i = u.owned().lo(0); i < u.owned().hi(0); ++i)
    most = std::max(most, u(i));
  njmpi::allreduce(njmpi::in_place, most, njmpi::op::max);
  if (most > 0)
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) = 0;
  double elapsed = njmpi::wtime();
  njmpi::bcast(elapsed);
  if (elapsed > 10)
    [[njmpi::loop]] for (int i = 0; i < n; ++i) a[i] = 0;
  // Always, or never, the same.
  if (njmpi::rank() < njmpi::size())
    [[njmpi::loop]] for (int i = 0; i < n; ++i) a[i] = 1;
  if (njmpi::rank() >= 0)
    [[njmpi::loop]] for (int i = 0; i < n; ++i) a[i] = 2;
  if (njmpi::rank() < n)
    [[njmpi::loop]] for (int i = 0; i < n; ++i) a[i] = 3;
  if (njmpi::size() > 1)
    [[njmpi::loop]] for (int i = 0; i < n; ++i) a[i] = 4;
  if (u.rank() == 1 && u.at(0) > 1)
    [[njmpi::loop]] for (int i = 0; i < n; ++i) a[i] = 5;
  // On other ranks than the world's.
  if (njmpi::rank() == 0)
    [[njmpi::loop(comm = njmpi::self())]] for (int i = 0; i < n; ++i) a[i] = 6;
  if (njmpi::rank() % 2 == 0)
    [[njmpi::loop(comm = part)]] for (int i = 0; i < n; ++i) a[i] = 7;
  if (njmpi::rank() == 0)
    [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) = 8;
  field<double, 1> alone(n, {.comm = njmpi::self()});
  if (njmpi::rank() == 0 || alone(0) > 0)
    [[njmpi::loop]] for (int i = 0; i < n; ++i) alone(i) = 1;
  // What only one rank does between loops that all of them run.
  if (njmpi::rank() == 0)
    a[0] = 1;
  // Every rank runs a loop on either way.
  if (njmpi::rank() == 0)
    [[njmpi::loop]] for (int i = 0; i < n; ++i) a[i] = 9;
  else
    [[njmpi::loop]] for (int i = 0; i < n; ++i) a[i] = 9;
  if (njmpi::rank() == 0)
    n = 1; // a value, which is not looked into
  // The job ends.
  if (u.extent(0) < 1)
    return 0;
  [[njmpi::loop]] for (int i = 0; i < 3; ++i) a[i] = 10;
  return global;
}

[[njmpi::kernel]] void silenced(std::vector<double>& a, int n) {
  if (njmpi::rank() == 0)
    [[njmpi::loop]] for (int i = 0; i < n; ++i) // NOLINT(njmpi-divergence)
      a[i] = i;
}
