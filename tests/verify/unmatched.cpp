// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-unmatched: sends and receives without a partner.
#include <njmpi/njmpi.hpp>

using njmpi::rank;
using njmpi::size;

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
// The partner looks for the message on another communicator; the answer is on the right one.
[[njmpi::kernel]] void other_communicator(int &x) {
  const njmpi::comm mine = njmpi::world().dup();
  if (rank() == 0) {
    njmpi::send(x, 1, mine); // expected-warning {{no receive matches this 'send': the communicators differ [njmpi-unmatched]}}
    njmpi::recv(x, 1, mine);
  } else if (rank() == 1) {
    njmpi::recv(x, 0); // expected-note {{the receive is here}}
    njmpi::send(x, 0, mine);
  }
}
// The last one has nobody to its right, and sends nevertheless.
[[njmpi::kernel]] void round_the_end(int &x, int &y) {
  auto in = njmpi::irecv(y, rank() == 0 ? njmpi::proc_null : rank() - 1);
  njmpi::send(x, (rank() + 1) % size()); // expected-warning {{no receive matches this 'send' [njmpi-unmatched]}}
  njmpi::wait(in);
}
// From the wrong side.
[[njmpi::kernel]] void both_from_the_left(int &x, int &y) {
  if (size() != 3)
    return;
  auto out = njmpi::isend(x, (rank() + 2) % 3);
  njmpi::recv(y, (rank() + 2) % 3); // expected-warning {{no send matches this 'recv' [njmpi-unmatched]}}
  njmpi::wait(out);
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
[[njmpi::kernel]] void tags_by_rank(int &x) {
  if (rank() == 0)
    for (int i = 1; i < size(); ++i)
      njmpi::recv(x, i, 100 + i);
  else
    njmpi::send(x, 0, 100 + rank());
}
[[njmpi::kernel]] void on_its_own_communicator(int &x) {
  const njmpi::comm mine = njmpi::world().dup();
  if (rank() == 0)
    njmpi::send(x, 1, mine);
  else if (rank() == 1)
    njmpi::recv(x, 0, mine);
}
// The ends of a line have nobody on one side.
[[njmpi::kernel]] void line(int &x, int &y) {
  const int left = rank() == 0 ? njmpi::proc_null : rank() - 1;
  const int right = rank() == size() - 1 ? njmpi::proc_null : rank() + 1;
  auto in = njmpi::irecv(y, left);
  njmpi::send(x, right);
  njmpi::wait(in);
}
// Whether there is a message, and whether it is waited for, is one question.
[[njmpi::kernel]] void only_if_asked(int &x, bool asked) {
  if (rank() == 0) {
    if (asked)
      njmpi::send(x, 1);
  } else if (rank() == 1) {
    if (asked)
      njmpi::recv(x, 0);
  }
}
// The number of messages travels first.
[[njmpi::kernel]] void as_many_as_said(int &x, int &many) {
  if (rank() == 0) {
    njmpi::send(many, 1, 1);
    for (int i = 0; i < many; ++i)
      njmpi::send(x, 1, 2);
  } else if (rank() == 1) {
    njmpi::recv(many, 0, 1);
    for (int i = 0; i < many; ++i)
      njmpi::recv(x, 0, 2);
  }
}
// Rank 0 alone knows what comes; the others are told by a value of the caller.
[[njmpi::kernel]] void told_by_the_caller(int &x, bool leader, bool member) {
  if (rank() == 0) {
    if (leader)
      njmpi::send(x, 1);
  } else if (rank() == 1) {
    if (member)
      njmpi::recv(x, 0);
  }
}
// What a status says is another rank's doing, unless the receive names it.
[[njmpi::kernel]] void answered_by_tag(int &x, int requests) {
  if (rank() > 1)
    return;
  if (rank() == 0) {
    for (int i = 0; i < requests; ++i) {
      njmpi::send(x, 1, 1);
      njmpi::recv(x, 1, 2);
    }
    njmpi::send(x, 1, 3);
  } else {
    for (;;) {
      njmpi::status s;
      njmpi::recv(x, 0, njmpi::any_tag, &s);
      if (s.tag() == 3)
        break;
      njmpi::send(x, 0, 2);
    }
  }
}
[[njmpi::kernel]] void tag_of_a_wait(int &x) {
  if (rank() == 0) {
    njmpi::send(x, 1, 7);
    njmpi::recv(x, 1, 8);
  } else if (rank() == 1) {
    njmpi::status s;
    auto r = njmpi::irecv(x, 0);
    njmpi::wait(r, &s);
    if (s.tag() == 7)
      njmpi::send(x, 0, 8);
  }
}
[[njmpi::kernel]] void named(int &x) {
  if (rank() == 0) {
    njmpi::send(x, 1, 1);
    njmpi::recv(x, 1, 2);
  } else if (rank() == 1) {
    njmpi::status s;
    njmpi::recv(x, 0, 1, &s);
    if (s.tag() == 1 && s.source() == 0 && s.count<int>() == 1)
      njmpi::send(x, 0, 2);
  }
}
[[njmpi::kernel]] void never(int &x) {
  if (rank() == 0) {
    njmpi::send(x, 1, 1);
    njmpi::recv(x, 1, 2); // expected-warning {{no send matches this 'recv' [njmpi-unmatched]}}
  } else if (rank() == 1) {
    njmpi::status s;
    njmpi::recv(x, 0, 1, &s);
    if (s.tag() == 2)
      njmpi::send(x, 0, 2);
  }
}
