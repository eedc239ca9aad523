// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shadows: how the calls of a communicator are compared without entering them.

#include "checks.hpp"

#include <cstdio>
#include <sched.h>
#include <unistd.h>

namespace njmpi::rt::checked {
namespace {

int key = MPI_KEYVAL_INVALID;
MPI_Datatype pair_type = MPI_DATATYPE_NULL;
MPI_Op pair_op = MPI_OP_NULL;
// Calls of which it was found while another one waited that the ranks disagree.
std::list<std::shared_ptr<check>> found;

// Of four signatures, ordered by rank: the first, and the first that differs from it. The order in which
// pairs are combined does not matter, so that all ranks get the same.
void combine(void* given, void* result, int* count, MPI_Datatype*) {
  const auto* from = static_cast<const check::pair*>(given);
  auto* to = static_cast<check::pair*>(result);
  for (int i = 0; i < *count; ++i) {
    const check::pair a = from[i];
    const check::pair b = to[i];
    const check::pair& low = a.first.rank < b.first.rank ? a : b;
    const check::pair& high = a.first.rank < b.first.rank ? b : a;
    const signature* other = nullptr;
    for (const signature* s : {&low.other, &high.first, &high.other})
      if (s->rank >= 0 && differ(low.first, *s) && (!other || s->rank < other->rank))
        other = s;
    to[i].first = low.first;
    to[i].other = other ? *other : signature{};
  }
}

int forget(MPI_Comm, int, void* value, void*) {
  const std::lock_guard lock(guard());
  auto& gone = *static_cast<shadow*>(value);
  gone.user = MPI_COMM_NULL;
  if (gone.ended || !gone.begun()) {
    gone.ended = true;
    return MPI_SUCCESS;
  }
  signature s;
  s.process = world.rank;
  s.end = ending::freed;
  static constexpr site nowhere{"", 0, ""};
  enter(gone, s, nowhere);
  gone.ended = true;
  return MPI_SUCCESS;
}

void prepare() {
  if (key != MPI_KEYVAL_INVALID)
    return;
  MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, forget, &key, nullptr);
  MPI_Type_contiguous(sizeof(check::pair), MPI_BYTE, &pair_type);
  MPI_Type_commit(&pair_type);
  MPI_Op_create(combine, 1, &pair_op);
}

void post(shadow& at, check& c) {
  c.own.rank = at.rank;
  c.given.first = c.own;
  MPI_Iallreduce(&c.given, &c.result, 1, pair_type, pair_op, at.comm, &c.request);
  c.posted = true;
}

// MPI may call what a communicator is told at its end from within MPI_Test.
int depth = 0;
class entered_once {
public:
  entered_once() { ++depth; }
  ~entered_once() { --depth; }
  entered_once(const entered_once&) = delete;
  entered_once& operator=(const entered_once&) = delete;
  explicit operator bool() const { return depth == 1; }
};

void go_on(shadow& at) {
  const entered_once once;
  if (!once)
    return;
  int flag = 0;
  if (!at.ready && at.making != MPI_REQUEST_NULL) {
    MPI_Test(&at.making, &flag, MPI_STATUS_IGNORE);
    at.ready = flag != 0;
    if (at.ready)
      MPI_Comm_set_errhandler(at.comm, MPI_ERRORS_RETURN);
  }
  if (!at.ready)
    return;
  answer(at);
  for (auto i = at.pending.begin(); i != at.pending.end() && !at.broken;) {
    check& c = **i;
    if (!c.posted)
      post(at, c);
    MPI_Test(&c.request, &flag, MPI_STATUS_IGNORE);
    c.done = flag != 0;
    if (c.differs()) {
      found.push_back(*i);
      at.broken = true;
    }
    i = c.done ? at.pending.erase(i) : std::next(i);
  }
}

} // namespace

namespace {

// Nothing more is compared on it: all ranks have freed its communicator.
bool is_over(const shadow& at) {
  return at.ended && at.user == MPI_COMM_NULL && at.followed == 0 && at.pending.empty() &&
         (at.ready || !at.begun());
}

void go_on() {
  for (auto i = shadows().begin(); i != shadows().end();) {
    go_on(*i);
    if (!is_over(*i)) {
      ++i;
      continue;
    }
    if (i->comm != MPI_COMM_NULL)
      MPI_Comm_free(&i->comm);
    i = shadows().erase(i);
  }
}

} // namespace

std::recursive_mutex& guard() {
  static auto& mutex = *new std::recursive_mutex; // never destroyed: MPI may end after it would be
  return mutex;
}

std::list<shadow>& shadows() {
  static auto& all = *new std::list<shadow>;
  return all;
}

shadow& shadow_of(const communicator& comm) {
  prepare();
  void* value = nullptr;
  int known = 0;
  MPI_Comm_get_attr(comm.handle, key, &value, &known);
  if (known)
    return *static_cast<shadow*>(value);
  shadow& made = shadows().emplace_back();
  made.user = comm.handle;
  made.rank = comm.rank;
  made.size = comm.size;
  // Between two groups, other rules hold.
  int between = 0;
  MPI_Comm_test_inter(comm.handle, &between);
  if (between)
    made.size = 1;
  MPI_Comm_set_attr(comm.handle, key, &made);
  return made;
}

void make(shadow& at) {
  if (at.size < 2 || at.begun() || MPI_Comm_dup(at.user, &at.comm) != MPI_SUCCESS)
    return;
  MPI_Comm_set_errhandler(at.comm, MPI_ERRORS_RETURN);
  at.ready = true;
}

namespace {

// Where other ranks may be elsewhere. No other collective operation may come between the steps of this one:
// MPI may take them for each other's (Open MPI 4.1 does).
void begin(shadow& at) {
  if (at.size > 1 && !at.begun())
    MPI_Comm_idup(at.user, &at.comm, &at.making);
}

} // namespace

std::shared_ptr<check> enter(shadow& at, const signature& own, const site& origin) {
  if (at.size < 2 || at.broken || at.ended)
    return nullptr;
  auto made = std::make_shared<check>();
  made->own = own;
  made->origin = &origin;
  made->at = &at;
  made->number = at.entered++;
  at.pending.push_back(made);
  go_on(at);
  return made;
}

int look(const check* but) {
  std::shared_ptr<check> wrong;
  {
    const std::lock_guard lock(guard());
    go_on();
    for (auto i = found.begin(); i != found.end() && !wrong;)
      if (i->get() == but)
        ++i;
      else {
        if (!(*i)->reported)
          wrong = *i;
        i = found.erase(i);
      }
  }
  if (!wrong)
    return MPI_SUCCESS;
  const int code = report(*wrong);
  // Who has come to the end has no call that could fail.
  return wrong->own.end == ending::none ? failed(code, *wrong->origin) : MPI_SUCCESS;
}

void wait_for_the_end() {
  std::fflush(nullptr);
  for (int i = 0; i < 2000; ++i)
    usleep(10000);
}

void rest(int& rounds) {
  // Others may need the processor to come here.
  if (++rounds > 200)
    usleep(rounds > 2000 ? 500 : 20);
  else
    sched_yield();
}

int report(check& of) {
  of.reported = true;
  const signature& first = of.result.first;
  const signature& other = of.result.other;
  // Who has come to the end has no call to be blamed for.
  const signature& speaker = other.end == ending::none ? other : first;
  const bool speaks = speaker.rank == of.own.rank;
  if (!speaks && on_error() == errors::abort)
    wait_for_the_end();
  return refuse_difference(of.own, differ(of.own, first) ? first : other);
}

int refuse_stuck(check& of) {
  of.at->broken = true;
  if (of.stuck_by.end != ending::none)
    return refuse(MPI_ERR_OTHER, "it waits for rank %d, which has come to MPI_Finalize", of.stuck_by.process);
  const std::string where = text_of(of.stuck_by);
  return refuse(MPI_ERR_OTHER, "it waits for rank %d, which waits in turn, in %s", of.stuck_by.process,
                where.c_str());
}

int compare(const signature& own, const communicator& comm, const site& origin,
            std::shared_ptr<check>* later) {
  if (comm.size < 2)
    return MPI_SUCCESS;
  std::shared_ptr<check> entered;
  {
    const std::lock_guard lock(guard());
    shadow& at = shadow_of(comm);
    // A communicator of MPI's own making gets its shadow with the first call that waits for all of its ranks.
    if (!later)
      begin(at);
    if (at.begun())
      entered = enter(at, own, origin);
  }
  if (later)
    *later = entered;
  if (!entered || later)
    return look();
  waiting others(entered);
  for (int rounds = 0; !entered->done; rest(rounds)) {
    if (const int code = look(entered.get()))
      return code;
    if (others.is_stuck())
      return refuse_stuck(*entered);
    if (entered->at->broken && !entered->done)
      return MPI_SUCCESS;
    others.ask();
  }
  if (const int code = look(entered.get()))
    return code;
  return entered->differs() ? report(*entered) : MPI_SUCCESS;
}

namespace {

// ---- what libnjmpi does itself, and the end -------------------------------------------------------

int entering(const communicator& comm, const char* operation, const where& origin) {
  const site& here = intern(operation, origin);
  return compare(sign(operation, here), comm, here);
}

void made(const communicator& comm, const char* operation, const where& origin) {
  const std::lock_guard lock(guard());
  shadow& mine = shadow_of(comm);
  mine.maker = &intern(operation, origin);
  make(mine);
}

// One rank speaks for all of them.
void list_communicators() {
  for (const shadow& each : shadows())
    if (each.maker && each.user != MPI_COMM_NULL && each.rank == 0)
      list(*each.maker, "the communicator of this call was not freed before MPI was finalised");
}

bool ended = false;

void end() {
  ended = true;
  if (key == MPI_KEYVAL_INVALID && world.size < 2)
    return;
  begin(shadow_of(world));
  signature s;
  s.process = world.rank;
  s.end = ending::finalised;
  static constexpr site nowhere{"", 0, ""};
  for (shadow& each : shadows())
    if (!each.ended) {
      if (each.begun())
        enter(each, s, nowhere);
      each.ended = true;
    }
}

bool all_compared() {
  const std::lock_guard lock(guard());
  for (const shadow& each : shadows())
    if (!each.broken && (!each.pending.empty() || (each.begun() && !each.ready)))
      return false;
  return true;
}

} // namespace

void list(const site& origin, const char* what) {
  char call[sizeof(signature::call)];
  std::snprintf(call, sizeof call, "%s", origin.call ? origin.call : "");
  if (!origin.call) {
    const auto& plain = static_cast<const plain_site&>(origin);
    call_text(plain.file, plain.line, plain.column, plain.name, call, sizeof call);
  }
  // One write, so that the lines of several ranks do not mix.
  char line[1024];
  const int size = std::snprintf(line, sizeof line, "%s:%d: %s: rank %d: %s\n", origin.file, origin.line,
                                 call, world.rank, what);
  std::fwrite(line, 1, static_cast<std::size_t>(size), stderr);
}

bool at_end() { return ended; }

// Called from within MPI_Finalize too, where nothing may be thrown.
void end_of_program() noexcept {
  if (ended || (!running() && ready() != MPI_SUCCESS))
    return;
  {
    const std::lock_guard lock(guard());
    end();
  }
  for (int rounds = 0; !all_compared(); rest(rounds)) {
    try {
      look();
    } catch (const error&) {
      // What cannot be thrown is not lost: it was said where it was found.
    }
  }
  const std::lock_guard lock(guard());
  list_requests();
  list_communicators();
  stop_asking();
  for (shadow& each : shadows())
    if (each.comm != MPI_COMM_NULL && each.pending.empty())
      MPI_Comm_free(&each.comm);
  if (pair_op != MPI_OP_NULL) {
    MPI_Op_free(&pair_op);
    MPI_Type_free(&pair_type);
  }
}

namespace {

constexpr checking library{entering, made, end_of_program};
const bool installed = (checks = &library, true);

} // namespace
} // namespace njmpi::rt::checked

// The profiling interface (MPI 4.0, section 15.2) tells of the beginning, where all ranks are, and of the
// end, also on ranks that never enter libnjmpi: others may wait for them.
namespace {

int began(int code) {
  if (code == MPI_SUCCESS) {
    const std::lock_guard lock(njmpi::rt::checked::guard());
    njmpi::rt::communicator all{MPI_COMM_WORLD, 0, 1};
    MPI_Comm_rank(all.handle, &all.rank);
    MPI_Comm_size(all.handle, &all.size);
    make(njmpi::rt::checked::shadow_of(all));
  }
  return code;
}

} // namespace

#pragma GCC visibility push(default)
extern "C" {
int MPI_Init(int* argc, char*** argv) { return began(PMPI_Init(argc, argv)); }
int MPI_Init_thread(int* argc, char*** argv, int required, int* provided) {
  return began(PMPI_Init_thread(argc, argv, required, provided));
}
int MPI_Finalize() {
  int initialised = 0;
  MPI_Initialized(&initialised);
  if (initialised)
    njmpi::rt::checked::end_of_program();
  return PMPI_Finalize();
}
}
#pragma GCC visibility pop
