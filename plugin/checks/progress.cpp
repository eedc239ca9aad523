// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-deadlock: blocking calls that wait for each other. njmpi-unmatched: a send or receive that nobody
// answers. njmpi-divergence: a collective that some ranks never reach. njmpi-message-race: a wildcard receive
// that can take another one's message. (MPI 4.0, 3.5 and 6.14.)
#include "checks/communication.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

class Progress {
  JobFacts &Facts;
  const Job &J;
  const Outcome &O;
  std::map<unsigned, const Blocked *> Stuck;

public:
  explicit Progress(JobFacts &Facts) : Facts(Facts), J(Facts.Job), O(*Facts.Outcome) {
    for (const Blocked &B : O.Stuck)
      Stuck[B.At.Rank] = &B;
  }

  void run() {
    if (!J.IsMain && ranksDoTheSame())
      return; // it may be for one rank alone, and its partner in another function
    if (O.Racing) {
      race();
      return;
    }
    if (O.Mistaken)
      mistake();
    if (any_of(Facts.Found, [](const Problem &P) { return P.Cross && P.What.Tag == "divergence"; }))
      return; // the ranks have lost each other already
    if (O.Stuck.empty()) {
      leftOver();
      return;
    }
    if (O.NeedsBuffering) {
      cycle();
      return;
    }
    bool Said = false;
    for (const Blocked &B : O.Stuck)
      Said |= unmatched(B);
    if (!Said)
      Said = missedMeetings();
    if (!Said)
      cycle();
  }

private:
  /// Nothing in it depends on the rank.
  bool ranksDoTheSame() const {
    auto calls = [](const Trace &T) {
      std::vector<std::tuple<const MpiFunction *, SourceLocation, int64_t, int64_t>> Calls;
      for (const Event &E : T.Events)
        if (E.Kind == EventKind::Call)
          Calls.push_back({E.Function, E.Where, E.Peer.Number, E.Source.Number});
      return Calls;
    };
    const auto First = calls(J.Ranks.front());
    return all_of(J.Ranks, [&](const Trace &T) { return calls(T) == First; });
  }

  bool isEarlier(Place A, Place B) const {
    const SourceManager &SM = Facts.Report.context().getSourceManager();
    const SourceLocation L = Facts.event(A).Where, R = Facts.event(B).Where;
    return L != R ? SM.isBeforeInTranslationUnit(L, R) : A < B;
  }
  const Handle &communicator(Place P) const { return J.Ranks[P.Rank].Handles[*Facts.event(P).Communicator]; }

  static bool isSendSide(const Event &E) { return E.Function->isSend(); }

  /// Whether a later call of the other rank, or one that is posted, could meet this one.
  enum class Answer { None, OtherTag, OtherCommunicator, Yes };
  Answer answer(Place P, bool AsSend, unsigned Other, Place *Where) const {
    const Event &E = Facts.event(P);
    const Trace &T = J.Ranks[Other];
    auto Stopped = Stuck.find(Other);
    Answer Best = Answer::None;
    std::set<Place> Met;
    for (const Message &M : O.Messages)
      Met.insert(AsSend ? M.Receive : M.Send);
    const size_t Now = Stopped == Stuck.end() ? T.Events.size() : Stopped->second->At.Event;
    for (size_t I = 0; I < T.Events.size(); ++I) {
      const Event &X = T.Events[I];
      if (X.Kind != EventKind::Call || Met.count({Other, I}) || !X.Communicator)
        continue;
      const MpiFunction &F = *X.Function;
      if (AsSend ? !F.isReceive() : !F.isSend())
        continue;
      const Value &Peer = AsSend ? X.Source : X.Peer;
      const Handle &Mine = communicator(P), &Theirs = T.Handles[*X.Communicator];
      if (!Theirs.Ranks)
        return Answer::Yes;
      const bool FromMe = Peer.is("MPI_ANY_SOURCE") || (Peer.isInteger() && Peer.Number >= 0 &&
                                                        Peer.Number < int64_t(Theirs.Ranks->size()) &&
                                                        (*Theirs.Ranks)[Peer.Number] == int(P.Rank));
      if (!FromMe)
        continue;
      const Value &Sent = AsSend ? E.Tag : X.Tag, &Wanted = AsSend ? X.ReceiveTag : E.ReceiveTag;
      const bool Tags = Wanted.is("MPI_ANY_TAG") || Sent.Number == Wanted.Number;
      Answer A = Mine.Key != Theirs.Key ? Answer::OtherCommunicator : Tags ? Answer::Yes : Answer::OtherTag;
      // What is behind and has not met is posted, and does not fit.
      if (A == Answer::Yes && I < Now && F.Family != FunctionFamily::InitSend &&
          F.Family != FunctionFamily::InitReceive)
        A = Answer::None;
      if (A > Best) {
        Best = A;
        if (Where)
          *Where = {Other, I};
      }
    }
    return Best;
  }

  /// Two ranks that exchange with each other: neither waits for another function.
  bool answersByExchange(Place P, unsigned Other, const Event &E, bool AsSend) const {
    const Event &Mine = Facts.event(P);
    const Value &Theirs = AsSend ? E.Source : E.Peer, &Ours = AsSend ? Mine.Peer : Mine.Source;
    return Other != P.Rank && Mine.Function->Family == FunctionFamily::SendReceive && Theirs.isInteger() &&
           Ours.isInteger() && Theirs.Number == int64_t(P.Rank) && Ours.Number == int64_t(Other) &&
           communicator(P).Ranks && communicator(P).Ranks->size() == J.Size;
  }

  bool hasOtherDirection(Place P, bool AsSend) const {
    if (J.IsMain)
      return true;
    const std::string &Key = communicator(P).Key;
    for (const Trace &T : J.Ranks)
      for (const Event &E : T.Events)
        if (E.Kind == EventKind::Call && E.Communicator && T.Handles[*E.Communicator].Key == Key &&
            (AsSend ? E.Function->isReceive() : E.Function->isSend()) &&
            (E.Function->Family != FunctionFamily::SendReceive || answersByExchange(P, T.Rank, E, AsSend)))
          return true;
    return false;
  }

  bool reportUnmatched(Place P, bool AsSend, ArrayRef<unsigned> Others) {
    if (!Facts.event(P).Communicator)
      return false;
    Answer Best = Answer::None;
    Place Near;
    for (unsigned Other : Others)
      Best = std::max(Best, answer(P, AsSend, Other, &Near));
    if (Best == Answer::Yes)
      return false;
    if (!hasOtherDirection(P, AsSend)) {
      Facts.OneSided = true;
      return false;
    }
    const Event &E = Facts.event(P);
    std::string Message =
        AsSend ? "no receive matches this " + quoted(E) : "no send matches this " + quoted(E);
    if (Best == Answer::OtherTag)
      Message += ": the tags differ";
    else if (Best == Answer::OtherCommunicator)
      Message += ": the communicators differ";
    auto &Reported = Facts.add(false, "unmatched", E.Where, Message);
    Reported.Cross = true;
    if (Best != Answer::None)
      Reported.What.Notes.push_back(
          {Facts.event(Near).Where, AsSend ? "the receive is here" : "the send is here"});
    return true;
  }

  bool unmatched(const Blocked &B) {
    if (B.Any && B.Posted.size() > 1)
      return false;
    bool Said = false;
    for (Place P : B.Posted) {
      const Event &E = Facts.event(P);
      const bool AsSend = waitsAsSend(P);
      const Value &Peer = AsSend ? E.Peer : E.Source;
      SmallVector<unsigned, 8> Others;
      if (Peer.is("MPI_ANY_SOURCE")) {
        for (unsigned R = 0; R != J.Size; ++R)
          if (R != P.Rank)
            Others.push_back(R);
      } else if (E.Communicator && Peer.isInteger() && Peer.Number >= 0 &&
                 Peer.Number < int64_t(communicator(P).Ranks->size())) {
        Others.push_back((*communicator(P).Ranks)[Peer.Number]);
      }
      Said |= reportUnmatched(P, AsSend, Others);
    }
    return Said;
  }
  bool waitsAsSend(Place P) const {
    const Event &E = Facts.event(P);
    return isSendSide(E) && !(E.Function->isReceive() && hasMetAsSend(P));
  }
  bool hasMetAsSend(Place P) const {
    return any_of(O.Messages, [&](const Message &M) { return M.Send == P; });
  }

  /// A collective for which some rank never comes.
  bool missedMeetings() {
    std::optional<Place> First;
    std::optional<SourceLocation> Elsewhere;
    std::string Message;
    for (const Blocked &B : O.Stuck) {
      if (!B.Meeting)
        continue;
      const Meeting &M = O.Meetings[*B.Meeting];
      const Event &E = Facts.event(B.At);
      for (unsigned Other : B.For) {
        auto Found = Stuck.find(Other);
        const bool Ended = Found == Stuck.end();
        // On its way it has only what cannot go on: does it come here later?
        bool Later = false, OnAnother = false;
        if (!Ended) {
          for (size_t I = Found->second->At.Event; I < J.Ranks[Other].Events.size(); ++I)
            if (const Event &X = J.Ranks[Other].Events[I];
                X.Kind == EventKind::Call && X.Function->isCollective()) {
              const auto On = X.Communicator ? X.Communicator : X.Window;
              Later |= On && J.Ranks[Other].Handles[*On].Key == M.On;
              OnAnother |= X.Function == E.Function;
            }
          if (!Later && !Found->second->Meeting)
            OnAnother = false;
        }
        if (Later)
          continue;
        if (First && !isEarlier(B.At, *First))
          continue;
        First = B.At;
        Elsewhere.reset();
        if (!Ended && OnAnother && Found->second->Meeting) {
          Message = "ranks call " + quoted(E) + " on different communicators";
          Elsewhere = Facts.event(Found->second->At).Where;
        } else {
          Message = "not every rank reaches this " + quoted(E);
          if (!Ended)
            Elsewhere = Facts.event(Found->second->At).Where;
        }
      }
    }
    if (!First)
      return false;
    auto &P = Facts.add(false, "divergence", Facts.event(*First).Where, Message);
    P.Cross = true;
    if (Elsewhere)
      P.What.Notes.push_back({*Elsewhere, "other ranks are here"});
    return true;
  }

  /// Ranks that wait for each other.
  void cycle() {
    // The ranks on a cycle: follow whom each one waits for.
    std::set<unsigned> Cycle;
    for (const auto &[Start, B] : Stuck) {
      std::vector<unsigned> Path{Start};
      while (true) {
        const Blocked *Last = Stuck.at(Path.back());
        std::optional<unsigned> Next;
        for (unsigned R : Last->For)
          if (Stuck.count(R) && !Next)
            Next = R;
        if (!Next)
          break;
        auto Seen = llvm::find(Path, *Next);
        if (Seen != Path.end()) {
          Cycle.insert(Seen, Path.end());
          break;
        }
        Path.push_back(*Next);
      }
      if (!Cycle.empty())
        break;
    }
    if (Cycle.empty())
      return;
    // A kernel of one direction only: the other one is in another function, and may have come first.
    for (unsigned R : Cycle)
      for (Place P : Stuck.at(R)->Posted)
        if (!hasOtherDirection(P, waitsAsSend(P)))
          return;
    std::vector<Place> Calls;
    bool Meetings = false, Messages = false;
    for (unsigned R : Cycle) {
      Calls.push_back(Stuck.at(R)->At);
      Meetings |= Stuck.at(R)->Meeting.has_value();
      Messages |= !Stuck.at(R)->Posted.empty();
    }
    llvm::sort(Calls, [&](Place A, Place B) { return isEarlier(A, B); });
    const Event &First = Facts.event(Calls.front());
    std::string Message;
    StringRef Tag = "deadlock";
    if (O.NeedsBuffering) {
      Message = quoted(First) +
                " waits for a receive that comes only after it: this needs MPI to buffer the message";
    } else if (Meetings && !Messages) {
      Tag = "divergence";
      Message = "ranks reach collectives in a different order";
    } else {
      Message = quoted(First) + " waits for a rank that waits for this one";
    }
    auto &P = Facts.add(false, Tag, First.Where, Message);
    P.Cross = true;
    std::set<SourceLocation> Noted{First.Where};
    for (Place Call : Calls)
      if (Noted.insert(Facts.event(Call).Where).second)
        P.What.Notes.push_back({Facts.event(Call).Where, "another rank waits here"});
    suggestExchange(Facts, Calls, P.What);
  }

  void race() {
    const Event &E = Facts.event(*O.Racing);
    auto &P =
        Facts.add(false, "message-race", E.Where,
                  quoted(E) + " takes a message from any rank, and can take one that a later receive needs");
    P.Cross = true;
    if (O.Starved && Facts.event(*O.Starved).Where != E.Where)
      P.What.Notes.push_back({Facts.event(*O.Starved).Where, "then this call never returns"});
  }

  void mistake() {
    const Event &E = Facts.event(*O.Mistaken), &Probe = Facts.event(*O.Probed);
    auto &P = Facts.add(false, "message-race", E.Where,
                        quoted(E) + " takes a message from any rank, which need not be the one that " +
                            quoted(Probe) + " has seen");
    P.Cross = true;
    P.What.Notes.push_back({Probe.Where, "it is seen here"});
  }

  /// Messages that nobody waits for.
  void leftOver() {
    auto Report = [&](Place P, bool AsSend) {
      const Event &E = Facts.event(P);
      // One that is never completed is reported as that.
      for (const Problem &Other : Facts.Found)
        if (Other.What.Tag == "request-leak" && Other.What.Where == E.Where)
          return;
      const Value &Peer = AsSend ? E.Peer : E.Source;
      SmallVector<unsigned, 8> Others;
      for (unsigned R = 0; R != J.Size; ++R)
        if (Peer.is("MPI_ANY_SOURCE") ||
            (Peer.isInteger() && Peer.Number >= 0 && Peer.Number < int64_t(communicator(P).Ranks->size()) &&
             (*communicator(P).Ranks)[Peer.Number] == int(R)))
          Others.push_back(R);
      reportUnmatched(P, AsSend, Others);
    };
    for (Place P : O.UnmetSends)
      Report(P, true);
    for (Place P : O.UnmetReceives)
      Report(P, false);
  }
};

} // namespace

void checkProgress(JobFacts &Facts) {
  if (Facts.Outcome)
    Progress(Facts).run();
}

} // namespace njmpi
