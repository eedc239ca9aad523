// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global race
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

namespace {

// The wildcard can take what the second receive waits for.
[[njmpi::kernel]] void first_come(double& a, double& b) {
  const int me = njmpi::rank();
  if (me == 0) {
    njmpi::recv(a, njmpi::any_source, 1); // bug: njmpi-message-race
    njmpi::recv(b, 1, 1);
  } else if (me == 1 || me == 2) {
    njmpi::send(b, 0, 1);
  }
}

[[njmpi::kernel]] void any_then_each(int value, std::span<int> from) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (n < 3)
    return;
  if (me != 0) {
    njmpi::send(value, 0, 4);
    return;
  }
  njmpi::recv(from[0], njmpi::any_source, 4); // bug: njmpi-message-race
  for (int r = 2; r < n; ++r)
    njmpi::recv(from[r], r, 4);
}

// The master takes whatever comes, and then waits for what it may have taken.
[[njmpi::kernel]] double any_tag_takes_all(double part, double& total) {
  if (njmpi::rank() == 0) {
    njmpi::recv(part, njmpi::any_source, njmpi::any_tag); // bug: njmpi-message-race
    njmpi::recv(total, 2, 2);
  } else if (njmpi::rank() == 1) {
    njmpi::send(part, 0, 1);
  } else if (njmpi::rank() == 2) {
    njmpi::send(part, 0, 2);
  }
  return total + part;
}

[[njmpi::kernel]] void started_wildcard(std::vector<double>& x, std::vector<double>& y) {
  switch (njmpi::rank()) {
  case 0: {
    auto any = njmpi::irecv(x, njmpi::any_source, 3); // bug: njmpi-message-race
    auto two = njmpi::irecv(y, 2, 3);
    njmpi::waitall(any, two);
    break;
  }
  case 1:
  case 2:
    njmpi::send(x, 0, 3);
  }
}

// Two phases, one tag: a fast rank's second message overtakes a slow rank's first.
[[njmpi::kernel]] void two_phases(int value, int& first, int& second) {
  const int me = njmpi::rank();
  if (me == 0) {
    njmpi::recv(first, njmpi::any_source, 5); // bug: njmpi-message-race
    njmpi::recv(second, 1, 5);
    njmpi::recv(first, 1, 5);
  } else if (me == 1) {
    njmpi::send(value, 0, 5);
    njmpi::send(value, 0, 5);
  } else if (me == 2) {
    njmpi::send(value, 0, 5);
  }
}

[[njmpi::kernel]] void header_and_body(std::vector<char>& body) {
  int length = 0;
  if (njmpi::rank() == 0) {
    njmpi::recv(length, njmpi::any_source, 6); // bug: njmpi-message-race
    njmpi::recv(length, 2, 6);
    body.resize(length);
  } else if (njmpi::rank() < 3) {
    length = njmpi::rank();
    njmpi::ssend(length, 0, 6);
  }
}

// The probe sees one message and the receive takes another.
[[njmpi::kernel]] void probe_and_receive_any(std::vector<double>& x) {
  if (njmpi::size() < 3)
    return;
  if (njmpi::rank() == 0) {
    for (int i = 1; i < njmpi::size(); ++i) {
      njmpi::status s;
      njmpi::probe(njmpi::any_source, 7, &s);
      x.resize(s.count<double>());
      njmpi::recv(x, njmpi::any_source, 7); // bug: njmpi-message-race
    }
  } else {
    x.resize(njmpi::rank());
    njmpi::send(x, 0, 7);
  }
}

[[njmpi::kernel]] void left_or_right(double& l, double& r, double edge) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (n < 3)
    return;
  const int left = (me + n - 1) % n, right = (me + 1) % n;
  auto a = njmpi::isend(edge, left, 1), b = njmpi::isend(edge, right, 1);
  njmpi::recv(l, njmpi::any_source, 1); // bug: njmpi-message-race
  njmpi::recv(r, right, 1);
  njmpi::waitall(a, b);
}

[[njmpi::kernel]] void in_a_helper(std::array<float, 3>& x) {
  const auto take = [&](float& into, int from) { njmpi::recv(into, from, 2); }; // bug: njmpi-message-race
  if (njmpi::rank() == 0) {
    take(x[0], njmpi::any_source);
    take(x[1], 1);
  } else if (njmpi::rank() <= 2) {
    njmpi::send(x[2], 0, 2);
  }
}

[[njmpi::kernel]] void on_a_communicator(int& a, int& b, const njmpi::comm& c) {
  const njmpi::comm own = c.dup();
  if (own.rank() == 0) {
    njmpi::recv(a, njmpi::any_source, 0, own); // bug: njmpi-message-race
    njmpi::recv(b, 2, 0, own);
  } else if (own.rank() == 1 || own.rank() == 2) {
    njmpi::send(a, 0, 0, own);
  }
}

// The wildcard comes from a default argument.
[[njmpi::kernel]] void by_default(long& any, long& one) {
  if (njmpi::rank() == 0) {
    njmpi::recv(any); // bug: njmpi-message-race
    njmpi::recv(one, 1);
  } else if (njmpi::rank() == 1) {
    njmpi::send(one, 0);
  } else if (njmpi::rank() == 2) {
    njmpi::send(any, 0);
  }
}

[[njmpi::kernel]] void two_senders_one_order(std::vector<int>& low, std::vector<int>& high) {
  constexpr int collector = 2;
  if (njmpi::rank() == collector) {
    njmpi::recv(low, MPI_ANY_SOURCE, 11); // bug: njmpi-message-race
    njmpi::recv(high, 0, 11);
  } else if (njmpi::rank() < collector) {
    njmpi::send(njmpi::rank() ? low : high, collector, 11);
  }
}

[[njmpi::kernel]] void sendrecv_with_a_wildcard(double mine, double& a, double& b) {
  const int me = njmpi::rank();
  if (me == 0) {
    njmpi::sendrecv(mine, 1, a, njmpi::any_source, 0, 0); // bug: njmpi-message-race
    njmpi::recv(b, 1, 0);
  } else if (me == 1) {
    njmpi::recv(a, 0, 0);
    njmpi::send(mine, 0, 0);
  } else if (me == 2) {
    njmpi::send(mine, 0, 0);
  }
}

[[njmpi::kernel]] void last_one_named(std::vector<double>& parts, double mine) {
  const int n = njmpi::size(), me = njmpi::rank();
  if (n < 3)
    return;
  if (me == n - 1) {
    for (int i = 0; i < n - 2; ++i)
      njmpi::recv(parts[i], njmpi::any_source, 9); // bug: njmpi-message-race
    njmpi::recv(parts[n - 2], 0, 9);
  } else {
    njmpi::send(mine, n - 1, 9);
  }
}

} // namespace
