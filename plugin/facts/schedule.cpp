// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/simulation.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace llvm;

namespace njmpi::execution {
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
  if (!Result.Stuck.empty()) {
    Simulation Buffered(J, Ignore, true, false, {});
    Buffered.run();
    Result.NeedsBuffering = Buffered.Result.Stuck.empty() && Buffered.Result.UnmetSends.empty();
  }
  return Result;
}

} // namespace njmpi::execution
