// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: unmatched call
#include <array>
#include <njmpi/njmpi.hpp>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace {

[[njmpi::kernel]] void any_tag(std::vector<double>& x) {
  if (njmpi::rank() == 0)
    njmpi::send(x, 1, 10);
  else if (njmpi::rank() == 1)
    njmpi::recv(x, 0, njmpi::any_tag);
}

[[njmpi::kernel]] void question_and_answer(int question, int& answer) {
  if (njmpi::rank() == 0) {
    njmpi::send(question, 1, 1);
    njmpi::recv(answer, 1, 2);
  } else if (njmpi::rank() == 1) {
    njmpi::recv(question, 0, 1);
    answer = question + 1;
    njmpi::send(answer, 0, 2);
  }
}

// The partner of a lone send is in another function.
[[njmpi::kernel]] void only_half(std::array<int, 4>& part) {
  if (njmpi::rank() == 0) {
    njmpi::send(part, 1);
    njmpi::send(part, 1);
  }
}

[[njmpi::kernel]] void ring(double mine, double& next) {
  const int n = njmpi::size(), right = (njmpi::rank() + 1) % n, left = (njmpi::rank() - 1 + n) % n;
  auto out = njmpi::isend(mine, right, 0);
  njmpi::recv(next, left, 0);
  njmpi::wait(out);
}

[[njmpi::kernel]] void chain(int& token) {
  const int me = njmpi::rank(), n = njmpi::size();
  if (me > 0)
    njmpi::recv(token, me - 1, 4);
  token += me;
  if (me + 1 < n)
    njmpi::send(token, me + 1, 4);
}

[[njmpi::kernel]] double every_worker(double mine) {
  const int n = njmpi::size();
  double total = mine;
  if (njmpi::rank() != 0) {
    njmpi::send(mine, 0, 7);
    return 0;
  }
  for (int worker = 1; worker < n; ++worker) {
    double part;
    njmpi::recv(part, worker, 7);
    total += part;
  }
  return total;
}

[[njmpi::kernel]] void its_own_communicator(std::vector<int>& x, const njmpi::comm& c) {
  const njmpi::comm mine = c.dup();
  if (c.rank() == 0)
    njmpi::send(x, 1, 0, mine);
  else if (mine.rank() == 1)
    njmpi::recv(x, 0, 0, mine);
}

// Nobody knows who asks first, and how many ask.
[[njmpi::kernel]] void master(std::vector<int>& work, int tasks) {
  int worker = 0;
  if (njmpi::rank() == 0) {
    for (int task = 0; task < tasks; ++task) {
      njmpi::status from;
      njmpi::recv(worker, njmpi::any_source, 1, &from);
      njmpi::send(work[task], from.source(), 2);
    }
    for (int stopped = 1; stopped < njmpi::size(); ++stopped) {
      njmpi::recv(worker, njmpi::any_source, 1);
      const int end = -1;
      njmpi::send(end, worker, 2);
    }
  } else {
    for (int task = 0; task >= 0;) {
      worker = njmpi::rank();
      njmpi::send(worker, 0, 1);
      njmpi::recv(task, 0, 2);
    }
  }
}

[[njmpi::kernel]] void pipeline(std::vector<std::array<double, 64>>& blocks) {
  constexpr int count = 4;
  const auto me = njmpi::rank();
  if (me == 0)
    for (int i = 0; i < count; ++i)
      njmpi::send(blocks[i], 1, i);
  else if (me == 1)
    for (int i = count - 1; i >= 0; --i) // counted down, received in order
      njmpi::recv(blocks[count - 1 - i], 0, count - 1 - i);
}

// What goes to nobody needs no partner.
[[njmpi::kernel]] void shift_up(double (&row)[8], double (&halo)[8]) {
  const int me = njmpi::rank(), last = njmpi::size() - 1;
  auto in = njmpi::irecv(halo, me == 0 ? njmpi::proc_null : me - 1, 1);
  njmpi::send(row, me == last ? njmpi::proc_null : me + 1, 1);
  njmpi::wait(in);
}

[[njmpi::kernel]] void probed(std::vector<char>& text) {
  njmpi::status found;
  if (njmpi::rank() == 0) {
    njmpi::probe(1, 20, &found);
    text.resize(found.count<char>());
    njmpi::recv(text, 1, 20);
  } else if (njmpi::rank() == 1) {
    njmpi::send(text, 0, 20);
  }
}

// Whether a message comes is part of the one before.
[[njmpi::kernel]] void optional(std::vector<double>& extra) {
  int count = static_cast<int>(extra.size());
  if (njmpi::rank() == 0) {
    njmpi::send(count, 1, 1);
    if (count > 0)
      njmpi::send(extra, 1, 2);
  } else if (njmpi::rank() == 1) {
    njmpi::recv(count, 0, 1);
    extra.resize(count);
    if (count > 0)
      njmpi::recv(extra, 0, 2);
  }
}

[[njmpi::kernel]] void exchange_with_one_partner(std::span<int> mine, std::span<int> theirs) {
  if (njmpi::rank() == 0)
    njmpi::sendrecv(mine, 1, theirs, 1, 5, 6);
  else if (njmpi::rank() == 1)
    njmpi::sendrecv(mine, 0, theirs, 0, 6, 5);
}

} // namespace
int partner_of(int rank);
namespace {

// Who the partner is stands elsewhere.
[[njmpi::kernel]] void known_elsewhere(std::vector<double>& x) {
  const int other = partner_of(njmpi::rank());
  if (njmpi::rank() < other)
    njmpi::send(x, other, 2);
  else
    njmpi::recv(x, other, 2);
}

} // namespace
