// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ranks that wait for each other, in operations of different communicators or for messages. A rank that waits
// asks those it waits for; one that waits itself passes the question on to those that it waits for in turn. A
// question that comes back to the rank that asked it has gone round a circle of ranks none of which can go
// on. A message may be on its way, which a rank cannot tell of another: there, the circle must be seen to
// last.

#include "checks.hpp"

#include <algorithm>
#include <map>

namespace njmpi::rt::checked {
namespace {

constexpr int question_tag = 1;
constexpr double first_question = 0.2; // seconds
constexpr double longest_pause = 2;
// Of several ranks in a circle, the lowest speaks; the others leave it the time.
constexpr double time_to_hear = 0.1;
constexpr double time_to_speak = 3;
// After so many questions, three seconds have passed.
constexpr int rounds_that_last = 4;

struct question {
  int asker;          ///< in MPI_COMM_WORLD
  long wait;          ///< of the asker's waits, this one
  int round;          ///< of that wait
  long number;        ///< the call that is waited for, of the communicator that it comes by
  int steps;          ///< how often it was passed on
  bool messages;      ///< one of those it passed waits for a message
  std::uint64_t path; ///< the waits it passed, as a hash
  signature next;     ///< the call that the first rank it came to waits in
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
struct circle {
  int rounds = 0;
  int next = 0; ///< the first question that was asked after the last of those rounds
};
std::map<std::uint64_t, circle> circles;

bool one_thread() {
  int level = MPI_THREAD_SINGLE;
  MPI_Query_thread(&level);
  return level != MPI_THREAD_MULTIPLE;
}

bool waits_for(const check& c, int rank) {
  const auto& only = c.partners;
  return c.messages ? std::find(only.begin(), only.end(), rank) != only.end() : rank != c.at->rank;
}

void send(const question& q, const shadow& by, int rank) {
  message& m = sent.emplace_back();
  m.content = q;
  MPI_Isend(&m.content, sizeof m.content, MPI_BYTE, rank, question_tag, by.comm, &m.request);
}

// To all that the call waits for.
void send(const question& q, const check& by) {
  for (int rank = 0; by.at->ready && rank < by.at->size; ++rank)
    if (waits_for(by, rank))
      send(q, *by.at, rank);
}

// All ranks of the circle have been in the same waits for some time. Who comes late answers all earlier questions
// at once, which is one round.
bool lasts(const question& q) {
  circle& seen = circles[q.path];
  if (q.round >= seen.next) {
    ++seen.rounds;
    seen.next = rounds + 1;
  }
  return seen.rounds >= rounds_that_last;
}

// Who has come to the end sends and receives no more: its answer is that of a circle.
void refuse_message(question q, const shadow& from, int rank) {
  q.messages = true;
  q.steps = 1;
  q.next.process = world.rank;
  q.next.end = ending::finalised;
  send(q, from, rank);
}

void take(const question& q, const shadow& from, int rank) {
  if (at_end() && q.number < 0 && q.steps == 0)
    return refuse_message(q, from, rank);
  // Who has come to the call, or goes on by itself, is not waited for; the rank with the lowest number asks
  // for all.
  if ((q.number >= 0 && from.entered > q.number) || !waits_in || world.rank < q.asker)
    return;
  if (q.asker == world.rank) {
    if (q.wait == waits && q.steps > 0 && (!q.messages || lasts(q))) {
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
  on.messages = q.messages || waits_in->messages;
  on.path = (q.path * 31 + static_cast<std::uint64_t>(world.rank) + 1) * 0x9e3779b97f4a7c15ULL +
            static_cast<std::uint64_t>(waits);
  if (on.steps++ == 0)
    on.next = waits_in->own;
  send(on, *waits_in);
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
  circles.clear();
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
    send({world.rank, waits, ++rounds, waits_in->number, 0, waits_in->messages, 0, {}}, *waits_in);
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
    take(q, at, status.MPI_SOURCE);
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
