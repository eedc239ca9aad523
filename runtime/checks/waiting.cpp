// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ranks that wait for each other in operations of different communicators. A rank that waits asks those it
// waits for; one that waits itself passes the question on to those that it waits for in turn. A question that
// comes back to the rank that asked it has gone round a circle of ranks none of which can go on.

#include "checks.hpp"

#include <algorithm>

namespace njmpi::rt::checked {
namespace {

constexpr int question_tag = 1;
constexpr double first_question = 0.2; // seconds
constexpr double longest_pause = 2;
// Of several ranks in a circle, the lowest speaks; the others leave it the time.
constexpr double time_to_hear = 0.1;
constexpr double time_to_speak = 3;

struct question {
  int asker;      ///< in MPI_COMM_WORLD
  long wait;      ///< of the asker's waits, this one
  int round;      ///< of that wait
  long number;    ///< the call that is waited for, of the communicator that it comes by
  int steps;      ///< how often it was passed on
  signature next; ///< the call that the first rank it came to waits in
};

struct message {
  question content;
  MPI_Request request = MPI_REQUEST_NULL;
};
std::list<message> sent;

// The one wait of this rank. A program with several threads in MPI may come to an operation in another one,
// so that there nothing is asked.
std::shared_ptr<check> waits_in;
long waits = 0;
int rounds = 0;
struct passed {
  int asker;
  long wait;
  int round;
};
std::list<passed> passed_on;

bool one_thread() {
  int level = MPI_THREAD_SINGLE;
  MPI_Query_thread(&level);
  return level != MPI_THREAD_MULTIPLE;
}

void send(const question& q, shadow& by) {
  if (!by.ready)
    return;
  for (int rank = 0; rank < by.size; ++rank)
    if (rank != by.rank) {
      message& m = sent.emplace_back();
      m.content = q;
      MPI_Isend(&m.content, sizeof m.content, MPI_BYTE, rank, question_tag, by.comm, &m.request);
    }
}

void take(const question& q, const shadow& from) {
  // Who has come to the call, or goes on by itself, is not waited for; the rank with the lowest number asks
  // for all.
  if (from.entered > q.number || !waits_in || world.rank < q.asker)
    return;
  if (q.asker == world.rank) {
    if (q.wait == waits && q.steps > 0) {
      // Of several answers, that of the lowest rank.
      if (waits_in->stuck == 0 || q.next.process < waits_in->stuck_by.process)
        waits_in->stuck_by = q.next;
      if (waits_in->stuck == 0)
        waits_in->stuck = MPI_Wtime();
    }
    return;
  }
  const auto known = [&](const passed& p) {
    return p.asker == q.asker && p.wait == q.wait && p.round == q.round;
  };
  if (std::any_of(passed_on.begin(), passed_on.end(), known))
    return;
  passed_on.push_back({q.asker, q.wait, q.round});
  question on = q;
  on.number = waits_in->number;
  if (on.steps++ == 0)
    on.next = waits_in->own;
  send(on, *waits_in->at);
}

} // namespace

waiting::waiting(const std::shared_ptr<check>& on)
    : next_(MPI_Wtime() + first_question), period_(first_question) {
  const std::lock_guard lock(guard());
  if (!one_thread())
    return;
  waits_in = on;
  ++waits;
  rounds = 0;
  passed_on.clear();
}

waiting::~waiting() {
  const std::lock_guard lock(guard());
  waits_in = nullptr;
}

void waiting::ask() {
  if (MPI_Wtime() < next_)
    return;
  const std::lock_guard lock(guard());
  period_ = std::min(2 * period_, longest_pause);
  next_ = MPI_Wtime() + period_;
  if (waits_in)
    send({world.rank, waits, ++rounds, waits_in->number, 0, {}}, *waits_in->at);
}

bool waiting::is_stuck() const {
  const std::lock_guard lock(guard());
  if (!waits_in || waits_in->stuck == 0)
    return false;
  const bool lower =
      std::any_of(passed_on.begin(), passed_on.end(), [](const passed& p) { return p.asker < world.rank; });
  return MPI_Wtime() > waits_in->stuck + (lower ? time_to_speak : time_to_hear);
}

void answer(shadow& at) {
  for (auto i = sent.begin(); i != sent.end();) {
    int flag = 0;
    MPI_Test(&i->request, &flag, MPI_STATUS_IGNORE);
    i = flag ? sent.erase(i) : std::next(i);
  }
  for (int there = 1; there;) {
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, question_tag, at.comm, &there, &status);
    if (!there)
      break;
    question q;
    MPI_Recv(&q, sizeof q, MPI_BYTE, status.MPI_SOURCE, question_tag, at.comm, MPI_STATUS_IGNORE);
    take(q, at);
  }
}

void stop_asking() {
  for (shadow& each : shadows())
    if (each.ready)
      answer(each);
  // What nobody came to receive is small, and has left.
  for (message& m : sent)
    MPI_Request_free(&m.request);
}

} // namespace njmpi::rt::checked
