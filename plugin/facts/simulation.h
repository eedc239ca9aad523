// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run of all ranks against each other, in one order of arrivals.
#ifndef NJMPI_PLUGIN_FACTS_SIMULATION_H
#define NJMPI_PLUGIN_FACTS_SIMULATION_H

#include "facts/schedule.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace njmpi::execution {

using namespace llvm;

/// A send or a receive that has been posted.
struct Posted {
  Place At;
  bool IsSend = false, Buffered = false;
  int Peer = -1; ///< in the world; -1: any
  std::optional<int64_t> Tag;
  std::string On;
  int Partner = -1;
};

class Simulation {
  const Job &J;
  const bool Buffering, KeepClocks;
  ArrayRef<unsigned> Choices;

  struct State {
    size_t Next = 0;
    bool Entered = false; ///< the current event is posted
    std::vector<size_t> Pending;
    std::optional<size_t> Meeting;
    std::map<std::string, size_t> Met; ///< meetings so far, by communicator
    std::map<uint64_t, size_t> Sends;  ///< by request, into Operations
    std::map<uint64_t, size_t> Joined; ///< by request, into Meetings
    std::vector<size_t> Clock;
    std::map<std::string, unsigned> Exposures; ///< post and start calls so far
  };
  std::vector<State> Ranks;
  std::vector<Posted> Operations;
  std::vector<size_t> Open; ///< operations that have not met
  std::map<std::pair<std::string, size_t>, size_t> MeetingAt;
  std::map<size_t, std::vector<size_t>> PostClocks;
  bool Touched = false;
  struct Exposure {
    unsigned Target;
    std::string Window;
    std::vector<int> Origins;
    std::set<unsigned> Done;
    std::vector<size_t> Clock;
  };
  std::vector<Exposure> Exposures;

public:
  Outcome Result;
  SmallVector<std::pair<Place, unsigned>, 8> Chosen; ///< wildcard receives with several candidates: how many
  SmallVector<unsigned, 8> Took;

  Simulation(const Job &J, bool IgnoreMessages, bool Buffering, bool KeepClocks, ArrayRef<unsigned> Choices)
      : J(J), Buffering(Buffering), KeepClocks(KeepClocks), Choices(Choices), Ranks(J.Size) {
    Result.IgnoresMessages = IgnoreMessages;
    Result.Before.resize(J.Size);
    for (unsigned R = 0; R != J.Size; ++R) {
      Ranks[R].Clock.assign(J.Size, 0);
      if (KeepClocks)
        Result.Before[R].resize(J.Ranks[R].Events.size());
    }
  }

  void run() {
    while (true) {
      bool Moved = true;
      while (Moved) {
        Moved = false;
        for (unsigned R = 0; R != J.Size; ++R)
          while (advance(R))
            Moved = true;
        Moved |= meetNamed() || Touched;
        Touched = false;
      }
      if (!meetWildcard())
        break;
    }
    finish();
  }

private:
  const Event &event(Place P) const { return J.Ranks[P.Rank].Events[P.Event]; }
  const Handle &handle(unsigned R, uint64_t Id) const { return J.Ranks[R].Handles[Id]; }

  // ---- posting ----

  std::optional<size_t> post(unsigned R, size_t At, bool IsSend) {
    const Event &E = J.Ranks[R].Events[At];
    const Value &Peer = IsSend ? E.Peer : E.Source, &Tag = IsSend ? E.Tag : E.ReceiveTag;
    if (Result.IgnoresMessages || Peer.is("MPI_PROC_NULL"))
      return std::nullopt;
    Posted O;
    O.At = {R, At};
    O.IsSend = IsSend;
    const MpiId Id = E.Function->Id;
    const bool Waits = Id == MpiId::Ssend || Id == MpiId::Issend || Id == MpiId::Ssend_init;
    O.Buffered = IsSend && ((Buffering && !Waits) || Id == MpiId::Bsend || Id == MpiId::Ibsend ||
                            Id == MpiId::Bsend_init);
    const Handle &C = handle(R, *E.Communicator);
    O.On = C.Key;
    if (!Peer.is("MPI_ANY_SOURCE"))
      O.Peer = Peer.Number >= 0 && Peer.Number < int64_t(C.Ranks->size()) ? (*C.Ranks)[Peer.Number] : -2;
    if (!Tag.is("MPI_ANY_TAG"))
      O.Tag = Tag.Number;
    Touched = true; // somebody may be probing for it
    Operations.push_back(O);
    Open.push_back(Operations.size() - 1);
    if (KeepClocks)
      PostClocks[Operations.size() - 1] = Ranks[R].Clock;
    return Operations.size() - 1;
  }
  void postAll(unsigned R, size_t At, std::vector<size_t> &Into) {
    const MpiFunction &F = *J.Ranks[R].Events[At].Function;
    if (F.isSend())
      if (const auto O = post(R, At, true))
        Into.push_back(*O);
    if (F.isReceive())
      if (const auto O = post(R, At, false))
        Into.push_back(*O);
  }
  bool isDone(size_t O) const { return Operations[O].Partner >= 0 || Operations[O].Buffered; }

  size_t meet(unsigned R, size_t At) {
    const Event &E = J.Ranks[R].Events[At];
    const Handle &On = handle(R, E.Window && !E.Communicator ? *E.Window : *E.Communicator);
    std::string Key = On.Key;
    // Persistent ones are matched in the order in which they are made, not started.
    if (E.Function->Family == FunctionFamily::InitCollective) {
      const auto &Events = J.Ranks[R].Events;
      Key += "/persistent" +
             std::to_string(std::count_if(Events.begin(), Events.begin() + At, [&](const Event &X) {
               return X.Function && X.Function->Family == FunctionFamily::InitCollective && X.Communicator &&
                      handle(R, *X.Communicator).Key == On.Key;
             }));
    }
    const size_t Nth = Ranks[R].Met[Key]++;
    auto [It, New] = MeetingAt.try_emplace({Key, Nth}, Result.Meetings.size());
    if (New)
      Result.Meetings.push_back({Key, {}, On.Ranks ? *On.Ranks : std::vector<int>()});
    Result.Meetings[It->second].Events[R] = At;
    if (KeepClocks)
      MeetingClocks[It->second][R] = Ranks[R].Clock;
    return It->second;
  }
  std::map<size_t, std::map<unsigned, std::vector<size_t>>> MeetingClocks;

  static void join(std::vector<size_t> &Into, const std::vector<size_t> &From) {
    for (size_t I = 0; I < Into.size(); ++I)
      Into[I] = std::max(Into[I], From[I]);
  }
  void joinMeeting(unsigned R, size_t M) {
    if (!KeepClocks)
      return;
    const Meeting &Met = Result.Meetings[M];
    const Event &E = J.Ranks[R].Events[Met.Events.at(R)];
    const MpiId Id = E.Function->Id;
    int Root = -1;
    if (E.Peer.isInteger() && E.Communicator && handle(R, *E.Communicator).Ranks && E.Peer.Number >= 0 &&
        E.Peer.Number < int64_t(handle(R, *E.Communicator).Ranks->size()))
      Root = (*handle(R, *E.Communicator).Ranks)[E.Peer.Number];
    const bool FromRoot = Id == MpiId::Bcast || Id == MpiId::Ibcast || Id == MpiId::Scatter ||
                          Id == MpiId::Iscatter || Id == MpiId::Scatterv;
    const bool ToRoot = Id == MpiId::Reduce || Id == MpiId::Gather || Id == MpiId::Gatherv ||
                        Id == MpiId::Ireduce || Id == MpiId::Igather;
    for (auto &[Other, Clock] : MeetingClocks[M])
      if ((!FromRoot || int(Other) == Root) && (!ToRoot || int(R) == Root))
        join(Ranks[R].Clock, Clock);
  }
  void joinMessage(unsigned R, size_t O) {
    if (KeepClocks && !Operations[O].IsSend && Operations[O].Partner >= 0)
      join(Ranks[R].Clock, PostClocks[Operations[O].Partner]);
  }

  // ---- one rank ----

  bool requestDone(unsigned R, uint64_t Request) const {
    const State &S = Ranks[R];
    if (auto Found = S.Joined.find(Request); Found != S.Joined.end())
      return Result.Meetings[Found->second].isComplete();
    auto Found = S.Sends.find(Request);
    return Found == S.Sends.end() || isDone(Found->second);
  }
  void joinRequest(unsigned R, uint64_t Request) {
    State &S = Ranks[R];
    if (auto Found = S.Joined.find(Request);
        Found != S.Joined.end() && Result.Meetings[Found->second].isComplete())
      joinMeeting(R, Found->second);
    if (auto Found = S.Sends.find(Request); Found != S.Sends.end())
      joinMessage(R, Found->second);
  }
  void begin(unsigned R, uint64_t Request, size_t At) {
    const Event &E = J.Ranks[R].Events[At];
    if (E.Function->Family == FunctionFamily::StartCollective ||
        E.Function->Family == FunctionFamily::InitCollective || E.Function->Id == MpiId::Comm_idup) {
      if (E.Communicator && handle(R, *E.Communicator).Ranks)
        Ranks[R].Joined[Request] = meet(R, At);
      return;
    }
    std::vector<size_t> Made;
    postAll(R, At, Made);
    if (!Made.empty())
      Ranks[R].Sends[Request] = Made.front();
    else
      Ranks[R].Sends.erase(Request);
  }

  bool probe(unsigned R, const Event &E) const {
    if (Result.IgnoresMessages || E.Source.is("MPI_PROC_NULL") || !E.Communicator)
      return true;
    Posted Wanted;
    const Handle &C = handle(R, *E.Communicator);
    Wanted.On = C.Key;
    Wanted.At.Rank = R;
    if (!E.Source.is("MPI_ANY_SOURCE"))
      Wanted.Peer = E.Source.isInteger() && E.Source.Number >= 0 && E.Source.Number < int64_t(C.Ranks->size())
                        ? (*C.Ranks)[E.Source.Number]
                        : -2;
    if (!E.ReceiveTag.is("MPI_ANY_TAG"))
      Wanted.Tag = E.ReceiveTag.Number;
    return any_of(Open, [&](size_t O) { return fits(Wanted, Operations[O]); });
  }

  /// Goes on to the next event; false if the rank has to wait, or has ended.
  bool advance(unsigned R) {
    State &S = Ranks[R];
    const Trace &T = J.Ranks[R];
    if (S.Next >= T.Events.size())
      return false;
    const Event &E = T.Events[S.Next];
    if (E.Kind != EventKind::Call)
      return end(R);
    const MpiFunction &F = *E.Function;
    if (KeepClocks && !S.Entered)
      Result.Before[R][S.Next] = S.Clock;
    switch (F.Family) {
    case FunctionFamily::Send:
    case FunctionFamily::Receive:
    case FunctionFamily::SendReceive:
      if (!S.Entered) {
        S.Pending.clear();
        postAll(R, S.Next, S.Pending);
        S.Entered = true;
      }
      if (any_of(S.Pending, [&](size_t O) { return !isDone(O); }))
        return false;
      for (size_t O : S.Pending)
        joinMessage(R, O);
      return end(R);
    case FunctionFamily::Probe:
      return (E.Flag && !*E.Flag) || probe(R, E) ? end(R) : false;
    case FunctionFamily::StartSend:
    case FunctionFamily::StartReceive:
    case FunctionFamily::StartCollective:
      begin(R, E.Requests.front(), S.Next);
      return end(R);
    case FunctionFamily::Start:
      for (uint64_t Request : E.Requests)
        if (const auto Made = T.Handles[Request].Made)
          begin(R, Request, *Made);
      return end(R);
    case FunctionFamily::Wait:
    case FunctionFamily::Test: {
      if (E.Flag && !*E.Flag)
        return end(R);
      auto Done = [&](uint64_t Request) { return requestDone(R, Request); };
      const bool Any = E.CompletesOne || E.CompletesSome;
      if (!E.Requests.empty() && !(Any ? any_of(E.Requests, Done) : all_of(E.Requests, Done)))
        return false;
      for (uint64_t Request : E.Requests)
        joinRequest(R, Request);
      return end(R);
    }
    case FunctionFamily::Collective:
    case FunctionFamily::MakeCommunicator:
    case FunctionFamily::MakeWindow:
      return synchronize(R, E);
    case FunctionFamily::Epoch:
      return F.Id == MpiId::Win_fence ? synchronize(R, E) : expose(R, E);
    case FunctionFamily::Free:
      return F.Id == MpiId::Win_free ? synchronize(R, E) : end(R);
    default:
      return end(R);
    }
  }

  bool end(unsigned R) {
    State &S = Ranks[R];
    if (KeepClocks && Result.Before[R][S.Next].empty())
      Result.Before[R][S.Next] = S.Clock;
    ++S.Next;
    S.Entered = false;
    S.Meeting.reset();
    S.Clock[R] = S.Next;
    return true;
  }

  bool synchronize(unsigned R, const Event &E) {
    State &S = Ranks[R];
    const auto On = E.Communicator ? E.Communicator : E.Window;
    if (!On || !handle(R, *On).Ranks || E.Function->Id == MpiId::Comm_create_group ||
        E.Function->Id == MpiId::Intercomm_create || E.Function->Id == MpiId::Intercomm_merge)
      return end(R);
    if (E.Function->Id == MpiId::Comm_idup) {
      begin(R, E.Requests.front(), S.Next);
      return end(R);
    }
    if (!S.Entered) {
      S.Meeting = meet(R, S.Next);
      S.Entered = true;
    }
    const size_t M = *S.Meeting;
    if (!Result.Meetings[M].isComplete())
      return false;
    joinMeeting(R, M);
    return end(R);
  }

  /// Post, start, complete and wait.
  bool expose(unsigned R, const Event &E) {
    if (!E.Window)
      return end(R);
    const std::string &Window = handle(R, *E.Window).Key;
    State &S = Ranks[R];
    auto groupOf = [&]() { return E.Group ? handle(R, *E.Group).Ranks : std::nullopt; };
    switch (E.Function->Id) {
    case MpiId::Win_post:
      if (const auto Group = groupOf())
        Exposures.push_back({R, Window, *Group, {}, S.Clock});
      return end(R);
    case MpiId::Win_start: {
      const auto Group = groupOf();
      if (Group)
        for (int Target : *Group) {
          const Exposure *X = exposure(Target, Window, R);
          if (!X)
            return false;
          join(S.Clock, X->Clock);
        }
      Access[{R, Window}] = Group.value_or(std::vector<int>());
      return end(R);
    }
    case MpiId::Win_complete:
      for (int Target : Access[{R, Window}])
        if (Exposure *X = exposure(Target, Window, R)) {
          X->Done.insert(R);
          join(X->Clock, S.Clock);
          X->Clock[R] = S.Next + 1;
        }
      return end(R);
    case MpiId::Win_wait:
      for (Exposure &X : Exposures)
        if (X.Target == R && X.Window == Window && X.Done.size() < X.Origins.size())
          return false;
      for (Exposure &X : Exposures)
        if (X.Target == R && X.Window == Window)
          join(S.Clock, X.Clock);
      return end(R);
    default:
      return end(R);
    }
  }
  Exposure *exposure(unsigned Target, const std::string &Window, unsigned Origin) {
    for (Exposure &X : Exposures)
      if (X.Target == Target && X.Window == Window && is_contained(X.Origins, int(Origin)) &&
          !X.Done.count(Origin))
        return &X;
    return nullptr;
  }
  std::map<std::pair<unsigned, std::string>, std::vector<int>> Access;

  // ---- messages ----

  static bool fits(const Posted &Receive, const Posted &Send) {
    return Send.IsSend && Send.Partner < 0 && Send.On == Receive.On && Send.Peer == int(Receive.At.Rank) &&
           (Receive.Peer == -1 || Receive.Peer == int(Send.At.Rank)) &&
           (!Receive.Tag || !Send.Tag || *Receive.Tag == *Send.Tag);
  }
  /// The send from each rank that the receive could take first.
  SmallVector<size_t, 4> candidates(size_t Receive) const {
    SmallVector<size_t, 4> Found;
    for (size_t O : Open)
      if (fits(Operations[Receive], Operations[O]) &&
          none_of(Found, [&](size_t F) { return Operations[F].At.Rank == Operations[O].At.Rank; }))
        Found.push_back(O);
    // What an earlier receive of this rank takes first is not for this one.
    erase_if(Found, [&](size_t Send) {
      for (size_t O : Open) {
        if (O == Receive)
          return false;
        if (!Operations[O].IsSend && Operations[O].At.Rank == Operations[Receive].At.Rank &&
            fits(Operations[O], Operations[Send]))
          return true;
      }
      return false;
    });
    return Found;
  }
  void pair(size_t Receive, size_t Send) {
    Operations[Receive].Partner = Send;
    Operations[Send].Partner = Receive;
    erase_if(Open, [&](size_t O) { return O == Receive || O == Send; });
    Result.Messages.push_back({Operations[Send].At, Operations[Receive].At});
  }
  bool meetNamed() {
    bool Moved = false;
    for (size_t I = 0; I < Open.size(); ++I) {
      const size_t O = Open[I];
      if (Operations[O].IsSend || Operations[O].Peer == -1)
        continue;
      if (const auto Found = candidates(O); !Found.empty()) {
        pair(O, Found.front());
        Moved = true;
        I = size_t(-1);
      }
    }
    return Moved;
  }
  bool meetWildcard() {
    for (size_t O : Open) {
      if (Operations[O].IsSend || Operations[O].Peer != -1)
        continue;
      const auto Found = candidates(O);
      if (Found.empty())
        continue;
      unsigned Choice = 0;
      if (Found.size() > 1) {
        if (Chosen.size() < Choices.size())
          Choice = Choices[Chosen.size()];
        Chosen.push_back({Operations[O].At, unsigned(Found.size())});
        Took.push_back(Choice);
      }
      // First one that no later receive of this rank names.
      size_t First = 0;
      while (First + 1 < Found.size() && isNamedLater(Operations[O].At, Operations[Found[First]].At.Rank))
        ++First;
      pair(O, Found[(First + Choice) % Found.size()]);
      return true;
    }
    return false;
  }

  bool isNamedLater(Place Receive, unsigned Source) const {
    const Trace &T = J.Ranks[Receive.Rank];
    for (size_t I = Receive.Event + 1; I < T.Events.size(); ++I) {
      const Event &E = T.Events[I];
      if (E.Kind != EventKind::Call || !E.Function->isReceive() || !E.Communicator || !E.Source.isInteger())
        continue;
      const auto &Ranks = *T.Handles[*E.Communicator].Ranks;
      if (E.Source.Number >= 0 && E.Source.Number < int64_t(Ranks.size()) &&
          Ranks[E.Source.Number] == int(Source))
        return true;
    }
    return false;
  }

  // ---- the end ----

  void waitFor(Blocked &B, size_t O);
  void waitFor(Blocked &B, const Meeting &M);
  void finish();
};

} // namespace njmpi::execution

#endif
