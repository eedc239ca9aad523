// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that ranks leave one after the other.
#include "checks/judge.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

bool endsLoopByOwn(const Decision &D) { return D.OfRank && D.Ends.isValid(); }
/// Not the first time: what a loop starts with is meant to let it run.
bool partsRanks(const Decision &D) { return endsLoopByOwn(D) && D.Again; }

} // namespace

/// A loop that each rank leaves by a floating value of its own, its part of a residual say: some rank does
/// so before the others, whatever else is decided.
void Judge::addPartings(const Exploration &All, Judgement &Result) {
  if (none_of(All.Jobs, [](const Job &J) { return any_of(J.Decisions, partsRanks); }))
    return;
  const unsigned Size = All.Jobs.front().Size;
  // All together first: with one answer to everything, and as the job did that was longest in its loops.
  for (bool Usual : {true, false}) // which of them is to stay is not known
    addPartings(runJob(Report.sema(), R, Size, ForPartings, answers(Usual)), Usual, Result, /*Stay=*/true);
  const auto Longest = max_element(All.Jobs, [](const Job &A, const Job &B) {
    return A.isComplete() < B.isComplete() ||
           (A.isComplete() == B.isComplete() && A.Decisions.size() < B.Decisions.size());
  });
  for (bool Usual : {true, false})
    addPartings(*Longest, Usual, Result);
  if (ForPartings.Steps == 0)
    Result.Silent.insert(Ground::Partings);
}

/// With Stay, also as it would go on where all leave a loop at once.
void Judge::addPartings(const Job &Together, bool Usual, Judgement &Result, bool Stay) {
  std::set<SourceLocation> Tried;
  for (const Decision &First : Together.Decisions)
    if (Stay && endsLoopByOwn(First) && !First.Again && Tried.insert(First.Where).second) {
      Assignment Answers = answers(Usual);
      for (const Decision &D : Together.Decisions)
        Answers.force(D.Key, D.Taken != (D.Where == First.Where));
      addPartings(runJob(Report.sema(), R, Together.Size, ForPartings, std::move(Answers)), Usual, Result);
    }
  Tried.clear();
  for (const Decision &First : Together.Decisions) {
    if (!partsRanks(First) || First.Rank != 0 || !Tried.insert(First.Where).second)
      continue;
    for (bool Leaves : {true, false}) { // rank 0 leaves, or the others stay
      std::set<unsigned> Met;
      Assignment Answers = answers(Usual != Leaves, LongTrips);
      for (const Decision &D : Together.Decisions) {
        const bool Flips =
            partsRanks(D) && D.Where == First.Where && Met.insert(D.Rank).second && (D.Rank == 0) == Leaves;
        Answers.force(D.Key, D.Taken != Flips);
      }
      addParting(First, runJob(Report.sema(), R, Together.Size, ForPartings, std::move(Answers)), Result);
    }
  }
}

void Judge::addParting(const Decision &First, const Job &J, Judgement &Result) {
  const auto Outcome = schedule(J);
  const auto Here = find_if(J.Decisions, [&](const Decision &D) { return D.Key == First.Key; });
  if (!J.isComplete() || !Outcome || Outcome->SupposesTest || Here == J.Decisions.end())
    return;
  JobFacts Facts{J, &*Outcome, Report};
  runChecks(Facts);
  for (Problem &P : Facts.Found) {
    const Identity Id = identityOf(P);
    if (P.Cross && P.What.Tag == "divergence" && !Result.holds(Id) &&
        isConfirmed(Id, J, *Here, Ground::Partings)) {
      P.What.Notes.push_back(
          {First.Where, "ranks leave the loop here at different times: the value is computed from the rank"});
      Result.add(Id, P, Ground::Partings);
    }
  }
}

} // namespace njmpi
