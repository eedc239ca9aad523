// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-deadlock: blocking calls that wait for each other.
#include <njmpi/njmpi.hpp>

using njmpi::rank;
using njmpi::size;

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
// Nobody in the ring receives before it has sent.
[[njmpi::kernel]] void ring_of_sends(int &x, int &y) {
  njmpi::send(x, (rank() + 1) % size(), 4); // expected-warning {{'send' waits for a receive that comes only after it: this needs MPI to buffer the message [njmpi-deadlock]}}
  njmpi::recv(y, (rank() + size() - 1) % size(), 4);
}
// One has the tags in the other order.
[[njmpi::kernel]] void crossed(int &x, int &y) {
  if (rank() == 0) {
    njmpi::ssend(x, 1, 1); // expected-warning {{'ssend' waits for a rank that waits for this one [njmpi-deadlock]}}
    njmpi::ssend(y, 1, 2);
  } else if (rank() == 1) {
    njmpi::recv(y, 0, 2); // expected-note {{another rank waits here}}
    njmpi::recv(x, 0, 1);
  }
}
// One waits in the collective for the other, who waits for a message that comes after it.
[[njmpi::kernel]] void behind_the_barrier(int &x) {
  if (rank() == 0) {
    njmpi::barrier(); // expected-warning {{'barrier' waits for a rank that waits for this one [njmpi-deadlock]}}
    njmpi::send(x, 1);
  } else if (rank() == 1) {
    njmpi::recv(x, 0); // expected-note {{another rank waits here}}
    njmpi::barrier();
  } else {
    njmpi::barrier();
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
[[njmpi::kernel]] void even_ones_first(int &x, int &y) {
  const int right = (rank() + 1) % size(), left = (rank() + size() - 1) % size();
  if (size() % 2 != 0)
    return;
  if (rank() % 2 == 0) {
    njmpi::send(x, right);
    njmpi::recv(y, left);
  } else {
    njmpi::recv(y, left);
    njmpi::send(x, right);
  }
}
[[njmpi::kernel]] void one_breaks_the_ring(int &x, int &y) {
  const int right = (rank() + 1) % size(), left = (rank() + size() - 1) % size();
  if (rank() == 0) {
    njmpi::recv(y, left);
    njmpi::send(x, right);
  } else {
    njmpi::send(x, right);
    njmpi::recv(y, left);
  }
}
// The program has given MPI room for its messages.
[[njmpi::kernel]] void buffered(int &x, int &y) {
  if (rank() < 2) {
    njmpi::bsend(x, 1 - rank());
    njmpi::recv(y, 1 - rank());
  }
}
[[njmpi::kernel]] void before_the_barrier(int &x) {
  if (rank() == 0)
    njmpi::send(x, 1);
  else if (rank() == 1)
    njmpi::recv(x, 0);
  njmpi::barrier();
}
[[njmpi::kernel]] void exchanged_at_once(int &x, int &y) {
  if (rank() < 2)
    njmpi::sendrecv(x, 1 - rank(), y, 1 - rank());
}
