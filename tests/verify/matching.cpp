// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-unmatched, njmpi-deadlock, njmpi-message-race, njmpi-divergence, and what the two ends of a message say of it.
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

using njmpi::rank;
using njmpi::size;

// ---- no partner ----
[[njmpi::kernel]] void tags(int &x) {
  if (rank() == 0)
    njmpi::send(x, 1, 5); // expected-warning {{no receive matches this 'send': the tags differ [njmpi-unmatched]}} expected-note {{the send is here}}
  else if (rank() == 1)
    njmpi::recv(x, 0, 6); // expected-warning {{no send matches this 'recv': the tags differ [njmpi-unmatched]}} expected-note {{the receive is here}}
}
[[njmpi::kernel]] void one_too_many(int &x) {
  if (rank() == 0) {
    njmpi::send(x, 1);
  } else if (rank() == 1) {
    njmpi::recv(x, 0);
    njmpi::recv(x, 0); // expected-warning {{no send matches this 'recv' [njmpi-unmatched]}}
  }
}
// Correct.
[[njmpi::kernel]] void any_tag(int &x) {
  if (rank() == 0)
    njmpi::send(x, 1, 5);
  else if (rank() == 1)
    njmpi::recv(x, 0);
}
[[njmpi::kernel]] void alone(int &x) { njmpi::send(x, 1); }
[[njmpi::kernel]] void of_the_caller(int &x, int partner, int tag) {
  if (rank() == 0)
    njmpi::send(x, partner, tag);
  else if (rank() == 1)
    njmpi::recv(x, 0, 1);
}
[[njmpi::kernel]] void ring(int &x, int &y) {
  const int right = (rank() + 1) % size(), left = (rank() + size() - 1) % size();
  njmpi::sendrecv(x, right, y, left);
}

// ---- waiting for each other ----
[[njmpi::kernel]] void sends_first(int &x, int &y) {
  if (rank() < 2) {
    njmpi::send(x, 1 - rank()); // expected-warning {{'send' waits for a receive that comes only after it: this needs MPI to buffer the message [njmpi-deadlock]}}
    njmpi::recv(y, 1 - rank());
  }
}
[[njmpi::kernel]] void receives_first(int &x, int &y) {
  if (rank() < 2) {
    njmpi::recv(y, 1 - rank()); // expected-warning {{'recv' waits for a rank that waits for this one [njmpi-deadlock]}}
    njmpi::send(x, 1 - rank());
  }
}
// Correct.
[[njmpi::kernel]] void in_turn(int &x, int &y) {
  if (rank() == 0) {
    njmpi::send(x, 1);
    njmpi::recv(y, 1);
  } else if (rank() == 1) {
    njmpi::recv(y, 0);
    njmpi::send(x, 0);
  }
}
[[njmpi::kernel]] void started_first(int &x, int &y) {
  const int partner = rank() ^ 1;
  if (partner < size()) {
    auto r = njmpi::irecv(y, partner);
    njmpi::send(x, partner);
    njmpi::wait(r);
  }
}
[[njmpi::kernel]] void chain(int &x) {
  if (rank() > 0)
    njmpi::recv(x, rank() - 1);
  if (rank() < size() - 1)
    njmpi::send(x, rank() + 1);
}

// ---- the wrong message ----
[[njmpi::kernel]] void anybody(int &x, int &y) {
  if (rank() == 0) {
    njmpi::recv(x, njmpi::any_source, 0); // expected-warning {{'recv' takes a message from any rank, and can take one that a later receive needs [njmpi-message-race]}}
    njmpi::recv(y, 1, 0); // expected-note {{then this call never returns}}
  } else if (rank() == 1 || rank() == 2) {
    njmpi::send(x, 0, 0);
  }
}
// Correct.
[[njmpi::kernel]] void all_of_them(int &x) {
  if (rank() == 0)
    for (int i = 1; i < size(); ++i)
      njmpi::recv(x, njmpi::any_source, 0);
  else
    njmpi::send(x, 0, 0);
}
[[njmpi::kernel]] void kept_apart_by_tags(int &x, int &y) {
  if (rank() == 0) {
    njmpi::recv(x, njmpi::any_source, 2);
    njmpi::recv(y, 1, 1);
  } else if (rank() == 1 || rank() == 2) {
    njmpi::send(x, 0, rank());
  }
}
[[njmpi::kernel]] void named_first(int &x, int &y) {
  if (rank() == 0) {
    njmpi::recv(y, 1, 0);
    njmpi::recv(x, njmpi::any_source, 0);
  } else if (rank() == 1 || rank() == 2) {
    njmpi::send(x, 0, 0);
  }
}

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
