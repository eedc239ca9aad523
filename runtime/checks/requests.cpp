// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests that are under way: what their operations are to the other ranks, and who never waits for them.

#include "checks.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace njmpi::rt::checked {
namespace {

// How long the answer of the other ranks is waited for when the operation itself is over.
constexpr double patience = 0.2;

struct followed {
  MPI_Request handle;
  const site* origin;
  std::shared_ptr<check> compared;
  shadow* at = nullptr; ///< of a message
  int partner = MPI_PROC_NULL;
  const char* operation = nullptr;
};
std::list<followed>& under_way() {
  static auto& all = *new std::list<followed>;
  return all;
}

// MPI may give several requests the same handle.
std::list<followed>::iterator find(MPI_Request handle, const site* origin) {
  return std::find_if(under_way().begin(), under_way().end(),
                      [&](const followed& f) { return f.handle == handle && f.origin == origin; });
}

void forget(MPI_Request handle, const request& of) {
  const std::lock_guard lock(guard());
  const auto i = find(handle, of.origin());
  if (i == under_way().end())
    return;
  if (i->at)
    --i->at->followed;
  under_way().erase(i);
}

// What is still to be heard of the operation; null if nothing is.
std::shared_ptr<check> open_check(MPI_Request handle, const request& of) {
  const std::lock_guard lock(guard());
  const auto i = find(handle, of.origin());
  return i != under_way().end() && i->compared && !i->compared->done ? i->compared : nullptr;
}

// Of the others, the root, or who does not need it, can be through before all ranks have come.
bool needs_all_ranks(const check& c) { return c.own.root < 0; }

// Before MPI waits for a message: answers those who wait for this rank meanwhile.
int hold_message(MPI_Request handle, const request& of) {
  std::shared_ptr<check> wait;
  {
    const std::lock_guard lock(guard());
    const auto i = find(handle, of.origin());
    if (i == under_way().end() || !i->at || is_over(handle))
      return MPI_SUCCESS;
    wait = wait_for_messages(sign(i->operation, *i->origin), *i->at, *i->origin);
    wait->partners = {i->partner};
  }
  waiting others(wait);
  for (int rounds = 0; !is_over(handle); rest(rounds)) {
    if (const int code = look())
      return code;
    if (others.is_stuck())
      return failed(refuse_stuck(*wait), *wait->origin);
    others.ask();
  }
  return MPI_SUCCESS;
}

// Before MPI waits for one: whether all ranks are in its operation. If the operation ends, it is not waited
// longer: a rank that is inside MPI may not be able to answer.
int hold(MPI_Request handle, const request& of) {
  const std::shared_ptr<check> open = open_check(handle, of);
  if (!open) {
    const int code = look();
    return code == MPI_SUCCESS ? hold_message(handle, of) : code;
  }
  std::optional<waiting> others;
  if (needs_all_ranks(*open))
    others.emplace(open);
  double over = 0;
  for (int rounds = 0; !open->done && !open->at->broken; rest(rounds)) {
    if (const int code = look())
      return code;
    if (others && others->is_stuck())
      return failed(refuse_stuck(*open), *open->origin);
    if (over == 0 && is_over(handle)) {
      over = MPI_Wtime();
      others.reset();
    } else if (over != 0 && MPI_Wtime() > over + patience)
      break;
    if (others)
      others->ask();
  }
  return look();
}

int hold_all(request* const* of, int count, const MPI_Request* many) {
  for (int i = 0; i < count; ++i)
    if (const int code = hold(many[i], *of[i]))
      return code;
  return count ? MPI_SUCCESS : look();
}

int hold_any(request* const* of, int count, const MPI_Request* many) {
  const auto is_open = [&](int i) { return open_check(many[i], *of[i]) != nullptr; };
  for (int rounds = 0;; rest(rounds)) {
    if (const int code = look())
      return code;
    bool open = false;
    bool over = false;
    for (int i = 0; i < count; ++i) {
      open = open || is_open(i);
      over = over || (many[i] != MPI_REQUEST_NULL && is_over(many[i]));
    }
    if (!open || over)
      return MPI_SUCCESS;
  }
}

// The handles as they were: MPI sets those of what completed to null.
class remembered {
public:
  remembered(request* const* of, int count, const MPI_Request* many)
      : of_(of), handles_(many, many + count) {}
  void completed(int i) const {
    if (i >= 0 && i < static_cast<int>(handles_.size()))
      forget(handles_[static_cast<std::size_t>(i)], *of_[i]);
  }
  void completed(const MPI_Request* now, bool all) const {
    for (std::size_t i = 0; i < handles_.size(); ++i)
      if (all || now[i] == MPI_REQUEST_NULL)
        completed(static_cast<int>(i));
  }

private:
  request* const* of_;
  std::vector<MPI_Request> handles_;
};

} // namespace

void follow(MPI_Request handle, const site& origin, std::shared_ptr<check> compared) {
  const std::lock_guard lock(guard());
  under_way().push_back({handle, &origin, std::move(compared)});
}

void follow(MPI_Request handle, const site& origin, const communicator& comm, int partner,
            const char* operation) {
  const std::lock_guard lock(guard());
  shadow& at = shadow_of(comm);
  ++at.followed;
  under_way().push_back({handle, &origin, {}, &at, partner, operation});
}

void list_requests() {
  for (const followed& f : under_way())
    list(*f.origin, "the request of this call was not completed before MPI was finalised");
}

int wait(const request& of, MPI_Request& one, MPI_Status* status) {
  const MPI_Request before = one;
  if (const int code = hold(before, of))
    return code;
  const int code = rt::wait(one, status);
  forget(before, of);
  return code;
}

int test(const request& of, MPI_Request& one, int& flag, MPI_Status* status) {
  const MPI_Request before = one;
  if (const int code = look())
    return code;
  const int code = rt::test(one, flag, status);
  if (code != MPI_SUCCESS || flag)
    forget(before, of);
  return code;
}

int waitall(request* const* of, int count, MPI_Request* many, MPI_Status* statuses) {
  if (const int code = hold_all(of, count, many))
    return code;
  const remembered before(of, count, many);
  const int code = rt::waitall(count, many, statuses);
  before.completed(many, code == MPI_SUCCESS);
  return code;
}

int testall(request* const* of, int count, MPI_Request* many, int& flag, MPI_Status* statuses) {
  if (const int code = look())
    return code;
  const remembered before(of, count, many);
  const int code = rt::testall(count, many, flag, statuses);
  if (code != MPI_SUCCESS || flag)
    before.completed(many, code == MPI_SUCCESS);
  return code;
}

int waitany(request* const* of, int count, MPI_Request* many, int& index, MPI_Status* status) {
  if (const int code = hold_any(of, count, many))
    return code;
  const remembered before(of, count, many);
  const int code = rt::waitany(count, many, index, status);
  before.completed(index);
  return code;
}

int testany(request* const* of, int count, MPI_Request* many, int& index, int& flag, MPI_Status* status) {
  if (const int code = look())
    return code;
  const remembered before(of, count, many);
  const int code = rt::testany(count, many, index, flag, status);
  if (flag)
    before.completed(index);
  return code;
}

int waitsome(request* const* of, int count, MPI_Request* many, int& done, int* indices,
             MPI_Status* statuses) {
  if (const int code = hold_any(of, count, many))
    return code;
  const remembered before(of, count, many);
  const int code = rt::waitsome(count, many, done, indices, statuses);
  for (int i = 0; i < done; ++i)
    before.completed(indices[i]);
  return code;
}

int testsome(request* const* of, int count, MPI_Request* many, int& done, int* indices,
             MPI_Status* statuses) {
  if (const int code = look())
    return code;
  const remembered before(of, count, many);
  const int code = rt::testsome(count, many, done, indices, statuses);
  for (int i = 0; i < done; ++i)
    before.completed(indices[i]);
  return code;
}

int start(const request& of, MPI_Request& one, bool active) {
  const int code = rt::start(one, active);
  if (code == MPI_SUCCESS)
    follow(one, *of.origin());
  return code;
}

int startall(request* const* of, int count, MPI_Request* many, bool active) {
  const int code = rt::startall(count, many, active);
  if (code == MPI_SUCCESS)
    for (int i = 0; i < count; ++i)
      follow(many[i], *of[i]->origin());
  return code;
}

} // namespace njmpi::rt::checked
