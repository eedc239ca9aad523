// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-window-race: two accesses to one place of a window that nothing orders, one of which writes (MPI 4.0,
// 12.7). njmpi-buffer-race: the local buffer of a one-sided call used before the call is completed (12.3).
#include "checks/communication.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

enum class Access { Load, Store, Get, Put, Combine };

bool writes(Access A) { return A == Access::Store || A == Access::Put || A == Access::Combine; }

/// A use of a window's memory.
struct Use {
  Access Kind;
  unsigned Rank;   ///< who does it
  unsigned Target; ///< in whose memory, in the world
  std::string Window;
  int64_t Begin, End;            ///< bytes of the window
  size_t From, Until;            ///< events: where it starts, and what completes it
  bool ByMeeting = false;        ///< completed by a fence
  std::optional<bool> Exclusive; ///< in an epoch of MPI_Win_lock
  std::string Operator;
};

class WindowRaces {
  JobFacts &Facts;
  std::vector<Use> Uses;

public:
  explicit WindowRaces(JobFacts &Facts) : Facts(Facts) {}

  void run() {
    for (unsigned R = 0; R != Facts.Job.Size; ++R)
      collect(R);
    if (!Facts.Outcome || !Facts.Outcome->Stuck.empty() || Facts.Outcome->Racing ||
        Facts.Outcome->IgnoresMessages)
      return;
    for (size_t I = 0; I < Uses.size(); ++I)
      for (size_t J = I + 1; J < Uses.size(); ++J)
        if (compare(Uses[I], Uses[J]))
          return;
  }

private:
  const Trace &trace(unsigned R) const { return Facts.Job.Ranks[R]; }

  const Handle *windowOf(unsigned R, StringRef Key) const {
    for (const Handle &H : trace(R).Handles)
      if (H.Kind == HandleKind::Window && H.Made && H.Key == Key)
        return &H;
    return nullptr;
  }

  /// The event that completes a one-sided call at From: everywhere, or for Locally at its origin only.
  size_t completion(unsigned R, size_t From, bool Locally, bool &ByMeeting) const {
    const Trace &T = trace(R);
    const Event &Call = T.Events[From];
    for (size_t I = From + 1; I < T.Events.size(); ++I) {
      const Event &E = T.Events[I];
      if (E.Kind != EventKind::Call)
        continue;
      const bool Completes = E.Function->Family == FunctionFamily::Wait ||
                             (E.Function->Family == FunctionFamily::Test && E.Flag.value_or(true));
      if (Locally && Completes && !Call.Requests.empty() &&
          (is_contained(E.Requests, Call.Requests.front()) || !E.RequestsKnown))
        return I;
      if (!E.Window || *E.Window != *Call.Window)
        continue;
      const bool SameTarget =
          !E.Peer.isInteger() || !Call.Peer.isInteger() || E.Peer.Number == Call.Peer.Number;
      switch (E.Function->Id) {
      case MpiId::Win_fence:
      case MpiId::Win_free:
        ByMeeting = true;
        return I;
      case MpiId::Win_complete:
      case MpiId::Win_unlock_all:
      case MpiId::Win_flush_all:
        return I;
      case MpiId::Win_unlock:
      case MpiId::Win_flush:
        if (SameTarget)
          return I;
        break;
      case MpiId::Win_flush_local:
        if (Locally && SameTarget)
          return I;
        break;
      case MpiId::Win_flush_local_all:
        if (Locally)
          return I;
        break;
      default:
        break;
      }
    }
    return T.Events.size();
  }

  /// Whether MPI_Win_lock protects the target at an event.
  std::optional<bool> lockAt(unsigned R, size_t At, uint64_t Window, int64_t Target) const {
    const Trace &T = trace(R);
    std::optional<bool> Lock;
    for (size_t I = 0; I < At; ++I) {
      const Event &E = T.Events[I];
      if (E.Kind != EventKind::Call || !E.Window || *E.Window != Window)
        continue;
      if (E.Function->Id == MpiId::Win_lock && E.Peer.isInteger() && E.Peer.Number == Target)
        Lock = E.argument(MpiParameter::LOCK).is("MPI_LOCK_EXCLUSIVE");
      else if (E.Function->Id == MpiId::Win_unlock && E.Peer.isInteger() && E.Peer.Number == Target)
        Lock.reset();
      else if (E.Function->Id == MpiId::Win_lock_all)
        Lock = false;
      else if (E.Function->Id == MpiId::Win_unlock_all)
        Lock.reset();
    }
    return Lock;
  }

  void collect(unsigned R) {
    const Trace &T = trace(R);
    struct Pending {
      size_t From, Until;
    };
    std::vector<Pending> Open;
    for (size_t I = 0; I < T.Events.size(); ++I) {
      const Event &E = T.Events[I];
      if (E.Kind == EventKind::Access) {
        touch(R, I, E.Place, E.Write);
        for (const Pending &P : Open)
          if (I < P.Until)
            local(R, T.Events[P.From], E, E.Place, E.Write, "");
        continue;
      }
      if (E.Kind != EventKind::Call)
        continue;
      const bool OneSided = E.Function->Family == FunctionFamily::Rma;
      if (!E.Function->isPersistent())
        for (const BufferUse &B : E.Buffers) {
          for (const Pending &P : Open)
            if (I < P.Until && B.Pointer.isPointer())
              local(R, T.Events[P.From], E, B.Place, isWritten(B.Kind), "passed to");
          if (!OneSided && B.Pointer.isPointer())
            touch(R, I, B.Place, isWritten(B.Kind));
          else if (OneSided && B.Pointer.isPointer())
            touchUntil(R, I, B);
        }
      if (!OneSided || !E.Window)
        continue;
      bool ByMeeting = false;
      Open.push_back({I, completion(R, I, true, ByMeeting)});
      remote(R, I);
    }
  }

  void local(unsigned R, const Event &Started, const Event &E, const Region &Place, bool Write,
             StringRef How) {
    for (const BufferUse &B : Started.Buffers) {
      if (!B.Pointer.isPointer() || !overlaps(B.Place, Place) || (!Write && !isWritten(B.Kind)))
        continue;
      if (B.Count.isInteger() && B.Count.Number <= 0)
        continue;
      const std::string Name = objectName(trace(R), B.Place.Object);
      const std::string What =
          How.empty() ? (Write ? "is written" : "is read") : "is " + How.str() + " " + quoted(E);
      Facts
          .add(true, "buffer-race", E.Where,
               (Name.empty() ? "the buffer" : "'" + Name + "'") + " " + What + " while " + quoted(Started) +
                   " may still be " + (isWritten(B.Kind) ? "writing" : "reading") + " it")
          .What.Notes.push_back({Started.Where, "the operation is started here"});
      return;
    }
  }

  /// A load, a store or another call's buffer in the memory of this rank's own window.
  void touch(unsigned R, size_t At, const Region &Place, bool Write, std::optional<size_t> Until = {}) {
    const Trace &T = trace(R);
    for (size_t Id = 0; Id < T.Handles.size(); ++Id) {
      const Handle &H = T.Handles[Id];
      if (H.Kind != HandleKind::Window || !H.Made || *H.Made >= At || !H.Base || !H.Base->isPointer() ||
          H.Base->Id != Place.Object || !Place.OffsetKnown || !H.Base->OffsetKnown || !H.Ranks)
        continue;
      const int64_t Begin = Place.Offset - H.Base->Number;
      int64_t Mine = 0;
      for (size_t I = 0; I < H.Ranks->size(); ++I)
        if ((*H.Ranks)[I] == int(R))
          Mine = I;
      Use U{Write ? Access::Store : Access::Load,
            R,
            R,
            H.Key,
            Begin,
            Begin + Place.Bytes.value_or(1),
            At,
            Until.value_or(At + 1),
            false,
            lockAt(R, At, Id, Mine),
            ""};
      if (Until)
        U.ByMeeting = true;
      Uses.push_back(std::move(U));
    }
  }
  void touchUntil(unsigned R, size_t At, const BufferUse &B) {
    bool ByMeeting = false;
    const size_t Until = trace(R).Events[At].Window ? completion(R, At, true, ByMeeting) : At + 1;
    touch(R, At, B.Place, isWritten(B.Kind), Until);
  }

  void remote(unsigned R, size_t At) {
    const Trace &T = trace(R);
    const Event &E = T.Events[At];
    const Handle &W = T.Handles[*E.Window];
    if (!W.Ranks || !E.Peer.isInteger() || E.Peer.Number < 0 || E.Peer.Number >= int64_t(W.Ranks->size()) ||
        !E.Displacement.isInteger() || !E.TargetType || !E.TargetType->isHandle())
      return;
    const unsigned Target = (*W.Ranks)[E.Peer.Number];
    const Handle *Theirs = windowOf(Target, W.Key);
    if (!Theirs || !Theirs->Unit || !Theirs->Unit->isInteger())
      return;
    const Handle &Type = T.Handles[E.TargetType->Id];
    if (E.TargetCount.isInteger() && E.TargetCount.Number <= 0)
      return;
    int64_t Bytes = 1;
    if (E.TargetCount.isInteger() && Type.Bytes && Type.Bytes == Type.Extent)
      Bytes = E.TargetCount.Number * *Type.Bytes;
    const int64_t Begin = E.Displacement.Number * Theirs->Unit->Number;
    Use U;
    switch (E.Function->Id) {
    case MpiId::Get:
    case MpiId::Rget:
      U.Kind = Access::Get;
      break;
    case MpiId::Put:
    case MpiId::Rput:
      U.Kind = Access::Put;
      break;
    default:
      U.Kind = Access::Combine;
      if (E.Operator)
        U.Operator = T.Handles[*E.Operator].Name;
    }
    U.Rank = R;
    U.Target = Target;
    U.Window = W.Key;
    U.Begin = Begin;
    U.End = Begin + Bytes;
    U.From = At;
    U.Until = completion(R, At, false, U.ByMeeting);
    U.Exclusive = lockAt(R, At, *E.Window, E.Peer.Number);
    Uses.push_back(std::move(U));
  }

  /// A is over before B begins, on every schedule.
  bool isBefore(const Use &A, const Use &B) const {
    if (A.Rank == B.Rank)
      return A.Until <= B.From;
    const auto &Clock = Facts.Outcome->Before[B.Rank][B.From];
    if (Clock.empty())
      return false;
    return A.ByMeeting ? Clock[A.Rank] >= A.Until : Clock[A.Rank] > A.Until - (isLocal(A) ? 1 : 0);
  }
  static bool isLocal(const Use &U) { return U.Kind == Access::Load || U.Kind == Access::Store; }

  bool compare(const Use &A, const Use &B) {
    if (A.Target != B.Target || A.Window != B.Window || A.Begin >= B.End || B.Begin >= A.End)
      return false;
    if (!writes(A.Kind) && !writes(B.Kind))
      return false;
    const bool SameOperator = A.Operator == B.Operator || A.Operator.empty() || B.Operator.empty() ||
                              A.Operator == "MPI_NO_OP" || B.Operator == "MPI_NO_OP";
    if (A.Kind == Access::Combine && B.Kind == Access::Combine && SameOperator)
      return false;
    if (isLocal(A) && isLocal(B))
      return false;
    if (A.Rank == B.Rank && A.From == B.From)
      return false;
    if (isBefore(A, B) || isBefore(B, A))
      return false;
    if (A.Rank != B.Rank && A.Exclusive && B.Exclusive && (*A.Exclusive || *B.Exclusive))
      return false;
    const Event &First = trace(A.Rank).Events[A.From], &Second = trace(B.Rank).Events[B.From];
    auto describe = [&](const Use &U, const Event &E) -> std::string {
      if (E.Kind == EventKind::Call)
        return quoted(E);
      return U.Kind == Access::Store ? "a store" : "a load";
    };
    // At the later one in source order, which a reader meets with the other in mind.
    const bool Swap = Second.Where < First.Where;
    const Event &Early = Swap ? Second : First, &Late = Swap ? First : Second;
    auto &P = Facts.add(true, "window-race", Late.Where,
                        describe(Swap ? A : B, Late) + " and " + describe(Swap ? B : A, Early) +
                            " access the same place of a window, and nothing orders them");
    P.Cross = true;
    if (Early.Where != Late.Where)
      P.What.Notes.push_back({Early.Where, "the other access is here"});
    return true;
  }
};

} // namespace

void checkWindowRaces(JobFacts &Facts) { WindowRaces(Facts).run(); }

} // namespace njmpi
