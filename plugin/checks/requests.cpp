// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-request-leak: every operation that is started is completed (MPI 4.0, 3.7.3). njmpi-request-reuse: a
// request is started when it is inactive and waited for when it is active (3.9).
#include "checks/communication.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

class Requests {
  JobFacts &Facts;
  const Trace &T;
  struct State {
    const Event *Started = nullptr; ///< active since
    bool EverStarted = false, Gone = false;
    bool Perhaps = false; ///< completed by a wait of which nobody knows the request
    bool InTurn = false;  ///< in place of one that a wait for any has completed: how often, nobody counts
    const Event *Idle = nullptr; ///< a wait that had nothing to wait for
  };
  std::map<uint64_t, State> States;
  bool AfterAny = false;

public:
  Requests(JobFacts &Facts, const Trace &T) : Facts(Facts), T(T) {}

  void run() {
    for (const Event &E : T.Events)
      if (E.Kind == EventKind::Call)
        visit(E);
    if (T.End != Ending::Returned && T.End != Ending::Thrown)
      return;
    for (auto &[Id, S] : States) {
      const Handle &H = T.Handles[Id];
      if (H.Escaped || !H.Made)
        continue;
      const Event &Made = T.Events[*H.Made];
      if (S.Idle && !S.EverStarted) {
        auto &P = Facts.add(true, "request-reuse", S.Idle->Where,
                            quoted(*S.Idle) + " waits for a persistent request that is never started");
        P.Always = true; // a wait for an inactive one returns at once (3.9)
        P.What.Notes.push_back({Made.Where, "the request is made here"});
      }
      if (!S.Started || S.Gone || S.InTurn)
        continue;
      auto &P = Facts.add(true, "request-leak", S.Started->Where,
                          "the operation that " + quoted(*S.Started) + " starts is never completed");
      if (S.Started != &Made)
        P.What.Notes.push_back({Made.Where, "the request is made here"});
      if (T.End == Ending::Thrown)
        P.What.Notes.push_back({T.EndsAt, "an exception leaves the function here"});
    }
  }

private:
  void visit(const Event &E) {
    const MpiFunction &F = *E.Function;
    switch (F.Family) {
    case FunctionFamily::Start:
      for (uint64_t Id : E.Requests) {
        State &S = States[Id];
        const Handle &H = T.Handles[Id];
        if (H.Unknown || H.Escaped)
          continue;
        if (!H.Persistent) {
          Facts.add(true, "request-reuse", E.Where, quoted(E) + " starts a request that is not persistent")
              .What.Notes.push_back({T.Events[*H.Made].Where, "the request is made here"});
          continue;
        }
        if (S.Started)
          Facts.add(true, "request-reuse", E.Where, quoted(E) + " starts a request that is active")
              .What.Notes.push_back({S.Started->Where, "it is active since it was started here"});
        S.Started = &E;
        S.EverStarted = true;
      }
      if (E.UndefinedRequest)
        Facts.add(true, "request-reuse", E.Where, quoted(E) + " is given a request that has no value yet");
      if (E.NullRequests && E.RequestsKnown)
        Facts.add(true, "request-reuse", E.Where, quoted(E) + " starts a request that is null");
      return;
    case FunctionFamily::Wait:
    case FunctionFamily::Test: {
      if (!E.RequestsKnown && E.Requests.empty()) { // which one is not known: it could be any
        for (auto &[Id, S] : States) {
          S.Perhaps |= S.Started != nullptr;
          S.Started = nullptr;
        }
        return;
      }
      if (E.Flag && !*E.Flag)
        return;
      const bool Single = F.Id == MpiId::Wait;
      if (E.UndefinedRequest)
        Facts.add(true, "request-reuse", E.Where, quoted(E) + " is given a request that has no value yet");
      if (!E.Plain && Single && E.NullRequests && E.RequestsKnown && E.Requests.empty())
        Facts.add(true, "request-reuse", E.Where, quoted(E) + " waits for a request that is not active");
      AfterAny |= E.CompletesOne;
      for (uint64_t Id : E.Requests) {
        State &S = States[Id];
        if (!S.Started && T.Handles[Id].Persistent && !S.Idle)
          S.Idle = &E;
        const Handle &H = T.Handles[Id];
        if (!S.Started && !H.Persistent && !H.Unknown && !H.Escaped && H.Made && S.EverStarted && !S.Perhaps)
          Facts
              .add(true, "request-reuse", E.Where, quoted(E) + " waits for a request that has been completed")
              .What.Notes.push_back({T.Events[*H.Made].Where, "the operation is started here"});
        if (!S.Started && T.Handles[Id].Persistent && S.EverStarted && !S.Perhaps && !E.Plain && Single)
          Facts.add(true, "request-reuse", E.Where, quoted(E) + " waits for a request that is not active")
              .What.Notes.push_back({T.Events[*T.Handles[Id].Made].Where, "the request is made here"});
        S.Started = nullptr;
        if (E.CompletesOne)
          break;
      }
      return;
    }
    case FunctionFamily::Free:
      if (F.Id == MpiId::Request_free && E.Freed) {
        State &S = States[*E.Freed];
        const Handle &H = T.Handles[*E.Freed];
        // A send goes on; that a receive has ended cannot be known (3.7.3).
        if (S.Started && H.Made && !H.Escaped && !T.Events[*H.Made].Function->isSend())
          Facts
              .add(true, "request-leak", S.Started->Where,
                   "the operation that " + quoted(*S.Started) + " starts is never completed")
              .What.Notes.push_back({E.Where, "its request is freed here while the operation may be active"});
        S.Started = nullptr;
        S.Gone = true;
      }
      return;
    default:
      if (!E.Requests.empty() && E.Made) {
        State &S = States[E.Requests.front()];
        if (!F.isPersistent()) {
          S.Started = &E;
          S.EverStarted = true;
          S.InTurn = AfterAny;
        }
      }
    }
  }
};

} // namespace

void checkRequests(JobFacts &Facts) {
  for (const Trace &T : Facts.Job.Ranks)
    Requests(Facts, T).run();
}

} // namespace njmpi
