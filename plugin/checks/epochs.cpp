// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-epoch: one-sided calls stand in an access epoch, and every epoch that is opened is closed
// (MPI 4.0, 12.5).
#include "checks/communication.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

class Epochs {
  JobFacts &Facts;
  const Trace &T;
  struct State {
    const Event *Fence = nullptr;      ///< the last one
    const Event *SinceFence = nullptr; ///< the first one-sided call after it
    bool FenceEnds = false;            ///< it said that no epoch follows
    const Event *Started = nullptr, *Posted = nullptr, *LockedAll = nullptr;
    std::map<int64_t, const Event *> Locks;
    bool Vague = false; ///< a target is not known
  };
  std::map<uint64_t, State> Windows;

public:
  Epochs(JobFacts &Facts, const Trace &T) : Facts(Facts), T(T) {}

  void run() {
    for (const Event &E : T.Events)
      if (E.Kind == EventKind::Call && E.Window && T.Handles[*E.Window].Made)
        visit(E, Windows[*E.Window]);
    if (T.End == Ending::Returned)
      for (auto &[Id, S] : Windows)
        if (!T.Handles[Id].Escaped)
          close(S, nullptr);
  }

private:
  Problem &wrong(const Event &E, std::string Message) {
    return Facts.add(true, "epoch", E.Where, std::move(Message));
  }

  void visit(const Event &E, State &S) {
    const Value &Target = E.Peer;
    switch (E.Function->Id) {
    case MpiId::Win_fence: {
      const Value Assert = E.argument(MpiParameter::ASSERT);
      for (auto &[Which, Lock] : S.Locks)
        wrong(E, quoted(E) + " is called in an epoch of 'MPI_Win_lock'")
            .What.Notes.push_back({Lock->Where, "it is opened here"});
      S.Fence = &E;
      S.SinceFence = nullptr;
      S.FenceEnds = Assert.is("MPI_MODE_NOSUCCEED") || !Assert.isInteger();
      return;
    }
    case MpiId::Win_start:
      if (S.Started)
        wrong(E, quoted(E) + " opens an epoch that is open")
            .What.Notes.push_back({S.Started->Where, "it is opened here"});
      S.Started = &E;
      return;
    case MpiId::Win_complete:
      if (!S.Started)
        wrong(E, quoted(E) + " closes an epoch that 'MPI_Win_start' has not opened");
      S.Started = nullptr;
      return;
    case MpiId::Win_post:
      if (S.Posted)
        wrong(E, quoted(E) + " opens an epoch that is open")
            .What.Notes.push_back({S.Posted->Where, "it is opened here"});
      S.Posted = &E;
      return;
    case MpiId::Win_wait:
      if (!S.Posted)
        wrong(E, quoted(E) + " closes an epoch that 'MPI_Win_post' has not opened");
      S.Posted = nullptr;
      return;
    case MpiId::Win_test:
      S.Posted = nullptr;
      return;
    case MpiId::Win_lock:
      if (!Target.isInteger()) {
        S.Vague = true;
        return;
      }
      if (auto Found = S.Locks.find(Target.Number); Found != S.Locks.end())
        wrong(E, quoted(E) + " opens an epoch that is open")
            .What.Notes.push_back({Found->second->Where, "it is opened here"});
      if (S.LockedAll)
        wrong(E, quoted(E) + " opens an epoch that is open")
            .What.Notes.push_back({S.LockedAll->Where, "it is opened here"});
      if (S.SinceFence)
        wrong(E, quoted(E) + " opens an epoch inside one of 'MPI_Win_fence'")
            .What.Notes.push_back({S.Fence->Where, "it is opened here"});
      S.Locks[Target.Number] = &E;
      return;
    case MpiId::Win_unlock:
      if (!Target.isInteger()) {
        S.Vague = true;
        return;
      }
      if (!S.Locks.erase(Target.Number) && !S.Vague)
        wrong(E, quoted(E) + " closes an epoch that 'MPI_Win_lock' has not opened");
      return;
    case MpiId::Win_lock_all:
      if (S.LockedAll)
        wrong(E, quoted(E) + " opens an epoch that is open")
            .What.Notes.push_back({S.LockedAll->Where, "it is opened here"});
      S.LockedAll = &E;
      return;
    case MpiId::Win_unlock_all:
      if (!S.LockedAll)
        wrong(E, quoted(E) + " closes an epoch that 'MPI_Win_lock_all' has not opened");
      S.LockedAll = nullptr;
      return;
    case MpiId::Win_flush:
    case MpiId::Win_flush_all:
    case MpiId::Win_flush_local:
    case MpiId::Win_flush_local_all:
      if (!S.LockedAll && S.Locks.empty() && !S.Vague)
        wrong(E, quoted(E) + " is called outside of an epoch of 'MPI_Win_lock'");
      return;
    case MpiId::Win_free:
      close(S, &E);
      S = {};
      return;
    default:
      break;
    }
    if (E.Function->Family != FunctionFamily::Rma || Target.is("MPI_PROC_NULL"))
      return;
    const bool Locked =
        S.LockedAll || S.Vague || (Target.isInteger() ? S.Locks.count(Target.Number) != 0 : !S.Locks.empty());
    if (S.Started || Locked)
      return;
    if (!S.Fence || (S.FenceEnds && S.Fence->argument(MpiParameter::ASSERT).is("MPI_MODE_NOSUCCEED"))) {
      wrong(E, quoted(E) + " is called outside of an epoch");
      return;
    }
    if (!S.SinceFence)
      S.SinceFence = &E;
  }

  void close(State &S, const Event *Freed) {
    auto open = [&](const Event *E, StringRef By) {
      if (!E)
        return;
      auto &P = wrong(*E, "the epoch that " + quoted(*E) + " opens is never closed by '" + By.str() + "'");
      if (Freed)
        P.What.Notes.push_back({Freed->Where, "the window is freed here"});
    };
    open(S.Started, "MPI_Win_complete");
    open(S.Posted, "MPI_Win_wait");
    open(S.LockedAll, "MPI_Win_unlock_all");
    if (!S.Vague)
      for (auto &[Target, Lock] : S.Locks)
        open(Lock, "MPI_Win_unlock");
    if (S.SinceFence) {
      auto &P = wrong(*S.SinceFence, "no 'MPI_Win_fence' closes the epoch of this " + quoted(*S.SinceFence));
      P.What.Notes.push_back({S.Fence->Where, "it is opened here"});
    }
    S = {};
  }
};

} // namespace

void checkEpochs(JobFacts &Facts) {
  for (const Trace &T : Facts.Job.Ranks)
    Epochs(Facts, T).run();
}

} // namespace njmpi
