// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-divergence of collectives, and what the two ends of a message say of it.
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

using njmpi::rank;
using njmpi::size;

// ---- collectives ----
[[njmpi::kernel]] void some(int &x) {
  if (rank() == 0)
    njmpi::bcast(x, 0); // expected-warning {{not every rank reaches this 'bcast' [njmpi-divergence]}}
}
[[njmpi::kernel]] void different(int &x) {
  if (rank() == 0)
    njmpi::barrier(); // expected-warning {{ranks reach different collectives: 'barrier' and 'bcast' [njmpi-divergence]}}
  else
    njmpi::bcast(x, 0); // expected-note {{other ranks are here}}
}
[[njmpi::kernel]] void roots(int &x) {
  njmpi::bcast(x, rank() == 0 ? 0 : 1); // expected-warning {{ranks give different roots to 'bcast' [njmpi-divergence]}}
}
[[njmpi::kernel]] void operators(double x, double &y) {
  if (rank() == 0)
    njmpi::allreduce(x, y, njmpi::op::sum); // expected-warning {{ranks give different operators to 'allreduce' [njmpi-divergence]}}
  else
    njmpi::allreduce(x, y, njmpi::op::max); // expected-note {{other ranks are here}}
}
// Correct.
[[njmpi::kernel]] void two_sites(int &x) {
  if (rank() == 0)
    njmpi::bcast(x, 0);
  else
    njmpi::bcast(x, 0);
}
[[njmpi::kernel]] void always(int &x) {
  if (rank() < size())
    njmpi::bcast(x, 0);
}
[[njmpi::kernel]] void agreed(int x, int &sum) {
  njmpi::allreduce(x, sum);
  if (sum > 3)
    njmpi::barrier();
}
[[njmpi::kernel]] void of_part(int &x) {
  const njmpi::comm half = njmpi::world().split(rank() % 2);
  if (rank() % 2 == 0)
    njmpi::bcast(x, 0, half);
}

// ---- the two ends ----
[[njmpi::kernel]] void types(int &x, double &y) {
  if (rank() == 0)
    njmpi::send(x, 1); // expected-note {{it is sent here}}
  else if (rank() == 1)
    njmpi::recv(y, 0); // expected-error {{'recv' receives 'double', but what arrives was sent as 'int' [njmpi-type-mismatch]}}
}
[[njmpi::kernel]] void sizes(std::array<int, 8> &x, std::array<int, 4> &y) {
  if (rank() == 0)
    njmpi::send(x, 1); // expected-note {{they are sent here}}
  else if (rank() == 1)
    njmpi::recv(y, 0); // expected-error {{'recv' receives at most 4 elements, but 8 are sent [njmpi-count]}}
}
[[njmpi::kernel]] void room_enough(std::array<int, 8> &x, std::array<int, 4> &y) {
  if (rank() == 0)
    njmpi::send(y, 1);
  else if (rank() == 1)
    njmpi::recv(x, 0);
}
