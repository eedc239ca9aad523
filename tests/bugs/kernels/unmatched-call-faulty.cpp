// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: unmatched call
#include <array>
#include <njmpi/njmpi.hpp>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace {

// Two tags that should be one.
[[njmpi::kernel]] void other_tag(std::vector<double>& x) {
  if (njmpi::rank() == 0)
    njmpi::send(x, 1, 10); // bug: njmpi-unmatched
  else if (njmpi::rank() == 1)
    njmpi::recv(x, 0, 11); // bug: njmpi-unmatched
}

// Both sides wait for each other's message, and only one is sent.
[[njmpi::kernel]] void one_reply_missing(int question, int& answer) {
  if (njmpi::rank() == 0) {
    njmpi::send(question, 1, 1);
    njmpi::recv(answer, 1, 2); // bug: njmpi-unmatched|njmpi-deadlock
  } else if (njmpi::rank() == 1) {
    njmpi::recv(question, 0, 1);
    answer = question + 1;
  }
}

// The first rank sends twice, the second receives once.
[[njmpi::kernel]] void one_too_many(std::array<int, 4>& part) {
  const int me = njmpi::rank();
  if (me == 0) {
    njmpi::send(part, 1);
    njmpi::send(part, 1); // bug: njmpi-unmatched
  }
  if (me == 1)
    njmpi::recv(part, 0);
}

// The ring sends to the right, and receives from the right.
[[njmpi::kernel]] void same_side(double mine, double& next) {
  const int right = (njmpi::rank() + 1) % njmpi::size();
  if (njmpi::size() < 3)
    return;
  auto out = njmpi::isend(mine, right, 0); // bug: njmpi-unmatched
  njmpi::recv(next, right, 0); // bug: njmpi-unmatched|njmpi-deadlock
  njmpi::wait(out);
}

[[njmpi::kernel]] void the_last_waits_too(int& token) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (me > 0)
    njmpi::recv(token, me - 1, 4);
  token += me;
  njmpi::send(token, me + 1 < n ? me + 1 : 0, 4); // bug: njmpi-unmatched
}

// Every worker sends; the master takes one result less.
[[njmpi::kernel]] double forgotten_worker(double mine) {
  const int n = njmpi::size();
  double total = mine;
  if (njmpi::rank() != 0) {
    njmpi::send(mine, 0, 7); // bug: njmpi-unmatched
    return 0;
  }
  for (int worker = 2; worker < n; ++worker) {
    double part;
    njmpi::recv(part, worker, 7);
    total += part;
  }
  return total;
}

// One side uses the copy, the other one the original, both ways.
[[njmpi::kernel]] void two_communicators(std::vector<int>& x, const njmpi::comm& c) {
  njmpi::comm mine = c.dup();
  if (mine.rank() == 0) {
    njmpi::send(x, 1, 0, c); // bug: njmpi-unmatched|njmpi-deadlock
    njmpi::recv(x, 1, 1, c); // also: njmpi-unmatched|njmpi-deadlock
  } else if (mine.rank() == 1) {
    njmpi::recv(x, 0, 0, mine); // bug: njmpi-unmatched|njmpi-deadlock
    njmpi::send(x, 0, 1, mine); // also: njmpi-unmatched
  }
}

// The pair that talks is 0 and 1, the one that listens 0 and 2.
[[njmpi::kernel]] void other_source(float& x) {
  switch (njmpi::rank()) {
  case 1:
    njmpi::ssend(x, 0, 3); // bug: njmpi-unmatched
    break;
  case 0:
    njmpi::recv(x, 2, 3); // bug: njmpi-unmatched
    break;
  default:
    break;
  }
}

// The blocks of a pipeline: four are produced and three are consumed.
[[njmpi::kernel]] void short_pipeline(std::vector<std::array<double, 64>>& blocks) {
  constexpr int count = 4;
  const auto me = njmpi::rank();
  if (me == 0)
    for (int i = 0; i < count; ++i)
      njmpi::send(blocks[i], 1, i); // bug: njmpi-unmatched
  else if (me == 1)
    for (int i = 0; i < count - 1; ++i)
      njmpi::recv(blocks[i], 0, i);
}

void note(int) {}

// The result is sent home only by the odd ranks; the even ones are waited for.
[[njmpi::kernel]] void odd_and_even(int value) {
  const int me = njmpi::rank();
  if (me == 0 && njmpi::size() > 2) {
    njmpi::recv(value, 2, 1); // bug: njmpi-unmatched
    note(value);
  } else if (me % 2 == 1) {
    njmpi::send(value, 0, 1); // bug: njmpi-unmatched
  }
}

[[njmpi::kernel]] void probed_but_not_sent(std::vector<char>& text) {
  njmpi::status found;
  if (njmpi::rank() == 0) {
    njmpi::probe(1, 20, &found); // bug: njmpi-unmatched|njmpi-deadlock
    text.resize(found.count<char>());
    njmpi::recv(text, 1, 20);
  } else if (njmpi::rank() == 1) {
    njmpi::send(text, 0, 21); // bug: njmpi-unmatched
  }
}

// A receive that nothing answers keeps its request waiting for ever.
[[njmpi::kernel]] void neighbours_disagree(double& left, double& right, double edge) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (n < 2 || me > 1)
    return;
  std::array<njmpi::pending, 2> requests;
  if (me == 0) {
    requests[0] = njmpi::isend(edge, 1, 1);
    requests[1] = njmpi::irecv(right, 1, 2); // bug: njmpi-unmatched
  } else {
    requests[0] = njmpi::irecv(left, 0, 1);
    requests[1] = njmpi::irecv(right, 0, 2); // bug: njmpi-unmatched
  }
  njmpi::waitall(requests);
}

[[njmpi::kernel]] void exchange_with_one_partner(std::span<int> mine, std::span<int> theirs) {
  if (njmpi::rank() == 0)
    njmpi::sendrecv(mine, 1, theirs, 1, 5, 6); // bug: njmpi-unmatched|njmpi-deadlock
  else if (njmpi::rank() == 1)
    njmpi::sendrecv(mine, 0, theirs, 0, 5, 6); // bug: njmpi-unmatched|njmpi-deadlock
}

// The helper is a lambda of the kernel; it sends up where it should send down.
[[njmpi::kernel]] void through_a_lambda(std::vector<double>& x) {
  const int me = njmpi::rank();
  const auto pass = [&](int to) { njmpi::send(x, to, 2); }; // bug: njmpi-unmatched
  if (me == 1)
    pass(2);
  if (me == 0)
    njmpi::recv(x, 1, 2); // bug: njmpi-unmatched
}

} // namespace
