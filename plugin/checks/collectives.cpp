// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One collective operation is one call on every rank: the same function, root, operator, datatype and count
// (MPI 4.0, 6.2).
#include "checks/communication.h"
#include "facts/mpi_datatypes.h"
#include "clang/Basic/SourceManager.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

/// In the order in which the unit is read.
bool isBefore(const JobFacts &Facts, const Event &A, const Event &B) {
  return Facts.Report.context().getSourceManager().isBeforeInTranslationUnit(A.Where, B.Where);
}

void disagree(JobFacts &Facts, bool Error, StringRef Tag, const Event &A, const Event &B,
              const std::string &Message) {
  const bool AFirst = !isBefore(Facts, B, A);
  const Event &First = AFirst ? A : B, &Second = AFirst ? B : A;
  auto &P = Facts.add(Error, Tag, First.Where, Message);
  P.Cross = true;
  if (First.Where != Second.Where)
    P.What.Notes.push_back({Second.Where, "other ranks are here"});
}

/// What travels in a collective, on this rank's side: its type, and how much for each rank.
const BufferUse *contribution(const Event &E) {
  for (const BufferUse &B : E.Buffers)
    if (!isWritten(B.Kind) || B.Kind == MpiParameter::INOUT)
      return &B;
  return E.Buffers.empty() ? nullptr : &E.Buffers.front();
}

/// Of no elements the type says nothing.
bool isEmpty(const BufferUse &B) {
  return B.HasCounts ? B.Total == 0 : B.Count.isInteger() && B.Count.Number == 0;
}

/// What a rank takes of itself has one type and size on both sides.
bool withinOneCall(JobFacts &Facts, const Event &E) {
  if (!E.Plain || E.Buffers.size() != 2 || !E.Buffers[0].Elements || !E.Buffers[1].Elements || E.Operator)
    return true;
  const BufferUse &In = E.Buffers[0], &Out = E.Buffers[1];
  if (isEmpty(In) || isEmpty(Out))
    return true;
  if (!mayMeet(In.Elements->Base, Out.Elements->Base)) {
    Facts
        .add(true, "type-mismatch", E.Where,
             quoted(E) + " takes " + In.TypeName + " from one buffer and " + Out.TypeName + " in the other")
        .Cross = true;
    return false;
  }
  if (In.HasCounts || Out.HasCounts || !In.Count.isInteger() || !Out.Count.isInteger() ||
      !areAlike(In.Elements->Base, Out.Elements->Base) ||
      In.Count.Number * In.Elements->Count == Out.Count.Number * Out.Elements->Count)
    return true;
  Facts
      .add(true, "count", E.Where,
           quoted(E) + " sends " + std::to_string(In.Count.Number * In.Elements->Count) +
               " elements to each rank, but receives " +
               std::to_string(Out.Count.Number * Out.Elements->Count))
      .Cross = true;
  return false;
}

/// Between two groups (MPI 4.0, 6.2.3) ranks give different roots, and those of one side nothing else.
bool isBetweenGroups(const JobFacts &Facts, const Meeting &M) {
  return any_of(M.Events, [&](const auto &Each) {
    const Event &E = Facts.Job.Ranks[Each.first].Events[Each.second];
    return E.Function->find(MpiParameter::ROOT) >= 0 && (E.Peer.is("MPI_ROOT") || E.Peer.is("MPI_PROC_NULL"));
  });
}

void compare(JobFacts &Facts, const Meeting &M) {
  if (isBetweenGroups(Facts, M))
    return;
  const auto &[FirstRank, FirstEvent] = *M.Events.begin();
  const Event &A = Facts.Job.Ranks[FirstRank].Events[FirstEvent];
  for (const auto &[Rank, At] : M.Events) {
    const Event &B = Facts.Job.Ranks[Rank].Events[At];
    if (A.Function != B.Function) {
      const bool AFirst = !isBefore(Facts, B, A);
      disagree(Facts, false, "divergence", A, B,
               "ranks reach different collectives: " + quoted(AFirst ? A : B) + " and " +
                   quoted(AFirst ? B : A));
      return;
    }
    if (A.Function->find(MpiParameter::ROOT) >= 0 && A.Peer.isInteger() && B.Peer.isInteger() &&
        A.Peer.Number != B.Peer.Number) {
      disagree(Facts, false, "divergence", A, B, "ranks give different roots to " + quoted(A));
      return;
    }
    if (A.Operator && B.Operator) {
      const Handle &O = Facts.Job.Ranks[FirstRank].Handles[*A.Operator],
                   &P = Facts.Job.Ranks[Rank].Handles[*B.Operator];
      if (!O.Unknown && !P.Unknown && O.Name != P.Name) {
        disagree(Facts, false, "divergence", A, B, "ranks give different operators to " + quoted(A));
        return;
      }
    }
    if (!withinOneCall(Facts, B))
      return;
    const BufferUse *X = contribution(A), *Y = contribution(B);
    const bool Varying = A.Function->find(MpiParameter::COUNTS) >= 0;
    if (!X || !Y || !X->Elements || !Y->Elements)
      continue;
    // Of counts for each rank those that are 0 say nothing of the type.
    if ((X->HasCounts && !X->AllCount) || (Y->HasCounts && !Y->AllCount))
      continue;
    if (!isEmpty(*X) && !isEmpty(*Y) && !mayMeet(X->Elements->Base, Y->Elements->Base)) {
      disagree(Facts, true, "type-mismatch", A, B, "ranks give different datatypes to " + quoted(A));
      return;
    }
    if (!Varying && !X->HasCounts && !Y->HasCounts && X->Count.isInteger() && Y->Count.isInteger() &&
        areAlike(X->Elements->Base, Y->Elements->Base) &&
        X->Count.Number * X->Elements->Count != Y->Count.Number * Y->Elements->Count) {
      disagree(Facts, false, "divergence", A, B, "ranks give different counts to " + quoted(A));
      return;
    }
  }
}

} // namespace

void checkCollectives(JobFacts &Facts) {
  if (!Facts.Outcome)
    return;
  for (const Meeting &M : Facts.Outcome->Meetings) {
    const size_t Before = Facts.Found.size();
    compare(Facts, M);
    // What comes later on the same ranks follows from it.
    if (Facts.Found.size() != Before)
      return;
  }
}

} // namespace njmpi
