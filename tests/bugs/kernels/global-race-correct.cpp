// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: global race
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

namespace {

// The named one first: what is left for the wildcard is the other's.
[[njmpi::kernel]] void named_first(double& a, double& b) {
  const int me = njmpi::rank();
  if (me == 0) {
    njmpi::recv(b, 1, 1);
    njmpi::recv(a, njmpi::any_source, 1);
  } else if (me == 1 || me == 2) {
    njmpi::send(b, 0, 1);
  }
}

[[njmpi::kernel]] void all_of_them(int value, std::span<int> from) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (me != 0) {
    njmpi::send(value, 0, 4);
    return;
  }
  for (int r = 1; r < n; ++r) {
    njmpi::status s;
    int got;
    njmpi::recv(got, njmpi::any_source, 4, &s);
    from[s.source()] = got;
  }
}

[[njmpi::kernel]] void tags_apart(double part, double& total) {
  if (njmpi::rank() == 0) {
    njmpi::recv(part, njmpi::any_source, 1);
    njmpi::recv(total, 2, 2);
  } else if (njmpi::rank() == 1) {
    njmpi::send(part, 0, 1);
  } else if (njmpi::rank() == 2) {
    njmpi::send(part, 0, 2);
  }
}

// One sender: the wildcard takes its first message, in order.
[[njmpi::kernel]] void one_sender(std::vector<double>& x, std::vector<double>& y) {
  switch (njmpi::rank()) {
  case 0: {
    auto any = njmpi::irecv(x, njmpi::any_source, 3);
    auto one = njmpi::irecv(y, 1, 3);
    njmpi::waitall(any, one);
    break;
  }
  case 1:
    njmpi::send(x, 0, 3);
    njmpi::send(y, 0, 3);
    break;
  }
}

// The answer of the first phase lets the second begin.
[[njmpi::kernel]] void in_turn(int value, int& first, int& second) {
  const int me = njmpi::rank();
  if (me == 0) {
    njmpi::recv(first, njmpi::any_source, 5);
    njmpi::send(value, 2, 6);
    njmpi::recv(second, 2, 5);
  } else if (me == 1) {
    njmpi::send(value, 0, 5);
  } else if (me == 2) {
    njmpi::recv(value, 0, 6);
    njmpi::send(value, 0, 5);
  }
}

[[njmpi::kernel]] void header_then_body(std::vector<char>& body) {
  int length = 0;
  if (njmpi::rank() == 0) {
    for (int i = 1; i < njmpi::size(); ++i) {
      njmpi::status s;
      njmpi::recv(length, njmpi::any_source, 6, &s);
      body.resize(length);
      njmpi::recv(body, s.source(), 7);
    }
  } else {
    length = static_cast<int>(body.size());
    njmpi::send(length, 0, 6);
    njmpi::send(body, 0, 7);
  }
}

[[njmpi::kernel]] void probe_and_receive_that(std::vector<double>& x) {
  if (njmpi::rank() == 0) {
    for (int i = 1; i < njmpi::size(); ++i) {
      njmpi::status s;
      njmpi::probe(njmpi::any_source, 7, &s);
      x.resize(s.count<double>());
      njmpi::recv(x, s.source(), 7);
    }
  } else {
    x.resize(njmpi::rank());
    njmpi::send(x, 0, 7);
  }
}

[[njmpi::kernel]] void left_and_right(double& l, double& r, double edge) {
  const int me = njmpi::rank(), n = njmpi::size();
  const int left = (me + n - 1) % n, right = (me + 1) % n;
  auto a = njmpi::isend(edge, left, 1), b = njmpi::isend(edge, right, 2);
  njmpi::recv(l, njmpi::any_source, 2);
  njmpi::recv(r, right, 1);
  njmpi::waitall(a, b);
}

[[njmpi::kernel]] void in_a_helper(std::array<float, 3>& x) {
  const auto take = [&](float& into, int from) { njmpi::recv(into, from, 2); };
  if (njmpi::rank() == 0) {
    take(x[0], 1);
    take(x[1], njmpi::any_source);
  } else if (njmpi::rank() <= 2) {
    njmpi::send(x[2], 0, 2);
  }
}

// A communicator of their own keeps the messages apart.
[[njmpi::kernel]] void two_communicators(int& a, int& b, const njmpi::comm& c) {
  const njmpi::comm own = c.dup();
  if (c.rank() == 0) {
    njmpi::recv(a, njmpi::any_source, 0, own);
    njmpi::recv(b, 2, 0, c);
  } else if (c.rank() == 1) {
    njmpi::send(a, 0, 0, own);
  } else if (c.rank() == 2) {
    njmpi::send(a, 0, 0, c);
  }
}

[[njmpi::kernel]] void order_does_not_matter(long& sum) {
  long one = njmpi::rank();
  if (njmpi::rank() == 0) {
    for (int i = 1; i < njmpi::size(); ++i) {
      njmpi::recv(one);
      sum += one;
    }
  } else {
    njmpi::send(one, 0);
  }
}

// A barrier stands between the two phases, and the first message is received before it.
[[njmpi::kernel]] void barrier_between(std::vector<int>& low, std::vector<int>& high) {
  constexpr int collector = 2;
  if (njmpi::rank() == collector)
    njmpi::recv(low, MPI_ANY_SOURCE, 11);
  if (njmpi::rank() == 1)
    njmpi::send(low, collector, 11);
  njmpi::barrier();
  if (njmpi::rank() == collector)
    njmpi::recv(high, 0, 11);
  if (njmpi::rank() == 0)
    njmpi::send(high, collector, 11);
}

[[njmpi::kernel]] void sendrecv_with_a_wildcard(double mine, double& a) {
  const int me = njmpi::rank();
  if (me < 2)
    njmpi::sendrecv(mine, 1 - me, a, njmpi::any_source, 0, 0);
}

[[njmpi::kernel]] void stop_has_its_own_tag(std::vector<double>& parts, double mine) {
  const int n = njmpi::size(), me = njmpi::rank();
  if (me == n - 1) {
    for (int i = 0; i < n - 1; ++i)
      njmpi::recv(parts[i], njmpi::any_source, 9);
    int stop = 0;
    if (n > 1)
      njmpi::recv(stop, 0, 10);
  } else {
    njmpi::send(mine, n - 1, 9);
    const int stop = 1;
    if (me == 0)
      njmpi::send(stop, n - 1, 10);
  }
}

} // namespace
