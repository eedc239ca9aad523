// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/simulation.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace llvm;

namespace njmpi::execution {

void Simulation::waitFor(Blocked &B, size_t O) {
  const Posted &P = Operations[O];
  if (isDone(O))
    return;
  B.Posted.push_back(P.At);
  if (P.Peer >= 0)
    B.For.push_back(P.Peer);
  else if (P.Peer == -1) {
    B.Any = true;
    for (unsigned R = 0; R != J.Size; ++R)
      if (R != B.At.Rank)
        B.For.push_back(R);
  }
}

void Simulation::waitFor(Blocked &B, const Meeting &M) {
  for (int R : M.Ranks)
    if (!M.Events.count(R))
      B.For.push_back(R);
}

void Simulation::finish() {
  for (unsigned R = 0; R != J.Size; ++R) {
    State &S = Ranks[R];
    if (S.Next >= J.Ranks[R].Events.size())
      continue;
    const Event &E = J.Ranks[R].Events[S.Next];
    Blocked B;
    B.At = {R, S.Next};
    switch (E.Function->Family) {
    case FunctionFamily::Wait:
    case FunctionFamily::Test:
      Result.SupposesTest |= E.Function->Family == FunctionFamily::Test;
      B.Any = E.CompletesOne || E.CompletesSome;
      for (uint64_t Request : E.Requests) {
        if (auto Found = S.Joined.find(Request);
            Found != S.Joined.end() && !Result.Meetings[Found->second].isComplete()) {
          waitFor(B, Result.Meetings[Found->second]);
          B.Meeting = Found->second;
        } else if (auto Sent = S.Sends.find(Request); Sent != S.Sends.end()) {
          waitFor(B, Sent->second);
        }
      }
      break;
    case FunctionFamily::Probe:
      Result.SupposesTest |= E.Flag.has_value();
      B.Posted.push_back(B.At);
      if (E.Source.isInteger() && E.Communicator && !E.Source.is("MPI_ANY_SOURCE") && E.Source.Number >= 0 &&
          E.Source.Number < int64_t(handle(R, *E.Communicator).Ranks->size()))
        B.For.push_back((*handle(R, *E.Communicator).Ranks)[E.Source.Number]);
      else
        B.Any = true;
      break;
    default:
      if (S.Meeting) {
        waitFor(B, Result.Meetings[*S.Meeting]);
        B.Meeting = S.Meeting;
      }
      for (size_t O : S.Pending)
        if (S.Entered)
          waitFor(B, O);
      if (E.Window && !S.Meeting)
        for (const auto &[Id, H] : enumerate(J.Ranks[R].Handles))
          if (E.Group && Id == *E.Group && H.Ranks)
            for (int Other : *H.Ranks)
              B.For.push_back(Other);
    }
    Result.Stuck.push_back(std::move(B));
  }
  for (size_t O : Open)
    (Operations[O].IsSend ? Result.UnmetSends : Result.UnmetReceives).push_back(Operations[O].At);
}
namespace {

constexpr unsigned MostOrders = 32;

/// Whether the peers, tags and communicators of all messages are known.
bool messagesAreKnown(const Job &J) {
  for (const Trace &T : J.Ranks)
    for (const Event &E : T.Events) {
      if (E.Kind == EventKind::Opaque)
        return false;
      if (E.Kind != EventKind::Call)
        continue;
      const MpiFunction &F = *E.Function;
      const bool Probes = F.Family == FunctionFamily::Probe;
      if ((F.isSend() || F.isReceive() || Probes) &&
          (!E.Communicator || !T.Handles[*E.Communicator].Ranks || T.Handles[*E.Communicator].Null))
        return false;
      if (F.isSend() && (!E.Peer.isInteger() || !E.Tag.isInteger()))
        return false;
      if ((F.isReceive() || Probes) && (!E.Source.isInteger() || !E.ReceiveTag.isInteger()))
        return false;
      if ((F.Family == FunctionFamily::Wait || F.Family == FunctionFamily::Test ||
           F.Family == FunctionFamily::Start) &&
          !E.RequestsKnown)
        return false;
      if (F.Family == FunctionFamily::Cancel)
        return false;
    }
  return true;
}

/// The wildcard probe whose message a wildcard receive is meant to take.
std::optional<size_t> probeBefore(const Trace &T, size_t At) {
  const Event &Receive = T.Events[At];
  const bool Sized =
      any_of(Receive.Buffers, [](const BufferUse &B) { return isWritten(B.Kind) && B.Count.isSymbol(); });
  if (!Receive.Source.is("MPI_ANY_SOURCE") || !Sized)
    return std::nullopt;
  for (size_t I = At; I-- > 0;) {
    const Event &E = T.Events[I];
    if (E.Kind != EventKind::Call || E.Function->Family == FunctionFamily::Query)
      continue;
    const bool Same = E.Function->Family == FunctionFamily::Probe && E.Source.is("MPI_ANY_SOURCE") &&
                      E.Communicator == Receive.Communicator &&
                      E.ReceiveTag.Number == Receive.ReceiveTag.Number;
    return Same ? std::optional(I) : std::nullopt;
  }
  return std::nullopt;
}

/// How many elements a send has; none if that is not known.
std::optional<int64_t> sentBy(const Event &E) {
  for (const BufferUse &B : E.Buffers)
    if (B.Kind == MpiParameter::IN && B.Count.isInteger())
      return B.Count.Number;
  return std::nullopt;
}

} // namespace

std::optional<Outcome> schedule(const Job &J) {
  bool Windows = false;
  for (const Trace &T : J.Ranks) {
    if (T.End != Ending::Returned || T.Shortened)
      return std::nullopt;
    for (const Event &E : T.Events) {
      Windows |= E.Kind == EventKind::Call && E.Function->Family == FunctionFamily::MakeWindow;
      // A collective on a communicator that is not known could be any.
      if (E.Kind == EventKind::Call && E.Function->isCollective() && E.Communicator &&
          E.Function->Family != FunctionFamily::Free && !T.Handles[*E.Communicator].Ranks &&
          !T.Handles[*E.Communicator].Null)
        return std::nullopt;
    }
  }
  const bool Ignore = !messagesAreKnown(J);
  struct Run {
    SmallVector<unsigned, 8> Took;
    SmallVector<std::pair<Place, unsigned>, 8> Chosen;
    Outcome Result;
  };
  std::vector<Run> Runs;
  SmallVector<unsigned, 8> Choices;
  bool All = false;
  while (Runs.size() < MostOrders) {
    Simulation S(J, Ignore, false, Windows, Choices);
    S.run();
    Runs.push_back({S.Took, S.Chosen, std::move(S.Result)});
    // The next order of arrivals.
    const Run &Last = Runs.back();
    Choices = Last.Took;
    while (!Choices.empty() && Choices.back() + 1 >= Last.Chosen[Choices.size() - 1].second)
      Choices.pop_back();
    if (Choices.empty()) {
      All = true;
      break;
    }
    ++Choices.back();
  }
  const Run *Good = nullptr, *Bad = nullptr;
  for (const Run &R : Runs)
    (R.Result.Stuck.empty() ? Good : Bad) = &R;
  Outcome Result;
  if (Good && Bad) {
    // The pair of runs that part latest names the receive that decides.
    size_t Common = 0;
    for (const Run &G : Runs)
      for (const Run &B : Runs) {
        if (!G.Result.Stuck.empty() || B.Result.Stuck.empty())
          continue;
        size_t N = 0;
        while (N < G.Took.size() && N < B.Took.size() && G.Took[N] == B.Took[N])
          ++N;
        if (N < G.Took.size() && N < B.Took.size() && N >= Common) {
          Common = N;
          Result = G.Result;
          Result.Racing = B.Chosen[N].first;
          Result.Starved.reset();
          for (const Blocked &X : B.Result.Stuck)
            if (X.At.Rank == Result.Racing->Rank)
              Result.Starved = X.At;
        }
      }
  } else {
    Result = Runs.front().Result;
  }
  if (Runs.size() > 1) { // only what happens in every order
    std::vector<Message> Always = Runs.front().Result.Messages;
    for (const Run &R : Runs)
      erase_if(Always, [&](const Message &M) { return !is_contained(R.Result.Messages, M); });
    Result.Messages = Always;
    Result.AllOrders = All;
    if (!All && !Result.Racing) { // not all orders were tried
      Result.Stuck.clear();
      Result.UnmetSends.clear();
      Result.UnmetReceives.clear();
    }
  }
  std::map<Place, std::set<int64_t>> Sizes; // of the messages that a receive took
  for (const Run &R : Runs)
    for (const Message &M : R.Result.Messages)
      if (const auto Sent = sentBy(J.Ranks[M.Send.Rank].Events[M.Send.Event]))
        Sizes[M.Receive].insert(*Sent);
  for (const auto &[Receive, Taken] : Sizes)
    if (const auto Probe =
            Taken.size() > 1 ? probeBefore(J.Ranks[Receive.Rank], Receive.Event) : std::nullopt) {
      Result.Mistaken = Receive;
      Result.Probed = Place{Receive.Rank, *Probe};
      break;
    }
  if (!Result.Stuck.empty()) {
    Simulation Buffered(J, Ignore, true, false, {});
    Buffered.run();
    Result.NeedsBuffering = Buffered.Result.Stuck.empty() && Buffered.Result.UnmetSends.empty();
  }
  return Result;
}

} // namespace njmpi::execution
