// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings hold: those of every world that the literals and guards of the program admit, and of every
// way through it, or of every way that takes one branch.
#include "checks/communication.h"
#include "checks/plain_functions.h"
#include "facts/worlds.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Sema/Sema.h"
#include <map>
#include <set>

using namespace clang;
using namespace llvm;

namespace njmpi {

using namespace execution;

bool overlaps(const Region &A, const Region &B) {
  if (A.Object != B.Object || !A.Object || !A.OffsetKnown || !B.OffsetKnown)
    return false;
  const int64_t EndA = A.Offset + A.Bytes.value_or(1), EndB = B.Offset + B.Bytes.value_or(1);
  return A.Offset < EndB && B.Offset < EndA;
}

std::string objectName(const Trace &T, uint64_t Object) {
  const ValueDecl *V = T.Objects[Object].Variable;
  return V ? V->getNameAsString() : "";
}

std::string quoted(const Event &E) { return "'" + E.Name + "'"; }

namespace {

constexpr unsigned LargestWorld = 8;
constexpr unsigned LongTrips = 4;    ///< of a loop that ranks leave one after the other
constexpr size_t MostDecisions = 64; ///< of a way through that is tried with each of them changed

/// One bug, wherever it was found.
using Identity = std::tuple<std::string, SourceLocation, std::string>;
Identity identityOf(const Problem &P) { return {P.What.Tag.str(), P.What.Where, P.What.Message}; }

/// What is found in one world.
struct WorldResult {
  std::map<Identity, Problem> Holding;
  std::vector<Identity> Order;
  bool Beyond = false; ///< a rank that this world does not have is named on every way
  bool Runs = false;   ///< some way through comes to its end
  bool Talks = false;  ///< and communicates: a program for an even number of ranks does nothing on an odd one
  bool OneSided = false; ///< only sends, or only receives, are made: the others may be elsewhere
  bool Vague = false;    ///< messages could arrive in more orders than were tried
  unsigned LeastSize = 1, ExactSize = 0;
  std::set<Line> Lines;          ///< that communicators are made of
  bool Tired = false;            ///< whether ranks leave loops apart was not looked at to the end
  std::set<Identity> OfPartings; ///< of what holds: where they do
  bool NoGrid = false;           ///< not all of them can have more than one rank
  std::set<Identity> OfGrids;    ///< of what holds: where they have
};

class Verdict {
  const Root &R;
  Reporter &Report;
  Budget Left;
  Budget ForPartings; ///< apart, since they are looked at last
  Supposition Given;  ///< in the world that is looked at

public:
  Verdict(const Root &R, Reporter &Report) : R(R), Report(Report) {}

  void run() {
    unsigned Least = 2, Exact = 0;
    std::map<unsigned, WorldResult> Worlds;
    for (bool Grown = true; Grown && Least <= LargestWorld;) {
      WorldResult &W = Worlds[Least] = inWorld(Least);
      Exact = W.ExactSize;
      Grown = W.LeastSize > Least || Exact > Least;
      if (Grown)
        Least = std::max(W.LeastSize, Exact);
    }
    if (Least > LargestWorld)
      return;
    if (Exact >= Least) {
      settle({{Exact, Worlds[Exact]}}, /*Exactly=*/true);
      return;
    }
    std::map<unsigned, WorldResult> Admitted;
    Admitted[Least] = std::move(Worlds[Least]);
    for (unsigned Size = Least + 1; Size <= LargestWorld; ++Size) {
      // Nothing can hold in all worlds any more.
      if (any_of(Admitted, [](auto &W) {
            return W.second.Talks && W.first > 2 && !W.second.Beyond && !W.second.Vague &&
                   !W.second.OneSided && !W.second.NoGrid && !W.second.Tired && W.second.Holding.empty();
          }))
        return;
      Admitted[Size] = inWorld(Size);
    }
    settle(Admitted);
  }

private:
  WorldResult inWorld(unsigned Size) {
    WorldResult Result = inWorld(Size, std::nullopt);
    const auto Other = [&](const Line &L) { return L.Length != Result.Lines.begin()->Length; };
    if (!Result.Lines.empty() && none_of(Result.Lines, Other))
      addOfGrids(Size, Result);
    return Result;
  }

  /// The rows and columns of a grid whose sides come from the caller: what is wrong in every grid where they
  /// have more than one rank.
  void addOfGrids(unsigned Size, WorldResult &Result) {
    const uint64_t Length = Result.Lines.begin()->Length;
    std::optional<WorldResult> Common;
    for (unsigned Side = 1; Side <= Size; ++Side) {
      // Of quotients, as many as the side are the same; of rests, as many as there are quotients.
      if (Size % Side != 0 || (Side == 1 && Result.Lines.count({Length, false})) ||
          (Side == Size && Result.Lines.count({Length, true})))
        continue;
      WorldResult Grid = inWorld(Size, {{Length, Side}});
      if (!Common)
        Common = std::move(Grid);
      else
        erase_if(Common->Order, [&](const Identity &Id) { return !Grid.Holding.count(Id); });
    }
    Result.NoGrid = !Common;
    for (const Identity &Id : Common ? Common->Order : std::vector<Identity>())
      if (const Problem &P = Common->Holding.at(Id);
          P.Cross && P.What.Tag == "divergence" && Result.Holding.emplace(Id, P).second) {
        Result.Order.push_back(Id);
        Result.OfGrids.insert(Id);
      }
  }

  WorldResult inWorld(unsigned Size, const Supposition &What) {
    WorldResult Result;
    Given = What;
    const Exploration All = explore(Report.sema(), R, Size, Left, Given);
    struct Seen {
      Problem First;
      std::set<size_t> Jobs;
    };
    std::map<Identity, Seen> Problems;
    std::vector<Identity> Order;
    std::vector<size_t> Possible, Thrown;
    bool OfData = false, AllBeyond = true;
    auto note = [&](JobFacts &Facts, size_t I) {
      for (Problem &P : Facts.Found) {
        auto [It, New] = Problems.try_emplace(identityOf(P));
        if (New) {
          Order.push_back(It->first);
          It->second.First = std::move(P);
        }
        It->second.Jobs.insert(I);
      }
    };
    for (size_t I = 0; I < All.Jobs.size(); ++I) {
      const Job &J = All.Jobs[I];
      Result.Lines.insert(J.Lines.begin(), J.Lines.end());
      for (const Trace &T : J.Ranks) {
        Result.LeastSize = std::max(Result.LeastSize, T.LeastSize);
        Result.ExactSize = std::max(Result.ExactSize, T.ExactSize);
      }
      if (leavesByException(J)) {
        Thrown.push_back(I);
        JobFacts Facts{J, nullptr, Report};
        checkRequests(Facts);
        note(Facts, I);
        continue;
      }
      if (!J.isComplete())
        continue;
      const auto Outcome = schedule(J);
      if (Outcome && Outcome->SupposesTest)
        continue; // no such run
      Possible.push_back(I);
      Result.Vague |= Outcome && !Outcome->AllOrders;
      for (const Decision &D : J.Decisions)
        OfData |= D.OfData;
      JobFacts Facts{J, Outcome ? &*Outcome : nullptr, Report};
      check(Facts);
      for (const Trace &T : J.Ranks)
        Result.Talks |= any_of(
            T.Events, [](const Event &E) { return E.Kind == EventKind::Call && communicates(*E.Function); });
      Result.OneSided |= Facts.OneSided;
      AllBeyond &= any_of(Facts.Found, [](const Problem &P) { return P.Beyond.has_value(); });
      note(Facts, I);
    }
    Result.Runs = !Possible.empty();
    Result.Beyond = Result.Runs && AllBeyond;
    for (const Identity &Id : Order) {
      const Seen &S = Problems[Id];
      auto isThere = [&](size_t I) { return S.Jobs.count(I) != 0; };
      std::vector<size_t> Ways = Possible;
      if (any_of(Thrown, isThere))
        Ways.insert(Ways.end(), Thrown.begin(), Thrown.end());
      bool Holds = all_of(Possible, isThere);
      if (S.First.Cross && OfData) // who was served first may decide what is received next
        Holds = Holds && All.Exhaustive && S.First.What.Tag != "message-race";
      else if (!Holds && !S.First.Always)
        Holds = onOneBranch(S.First, All, Ways, S.Jobs);
      if (!Holds)
        continue;
      Result.Holding.emplace(Id, S.First);
      Result.Order.push_back(Id);
    }
    addPartings(All, Result);
    return Result;
  }

  /// A loop that each rank leaves by a floating value of its own, its part of a residual say: some rank does
  /// so before the others, whatever else is decided.
  void addPartings(const Exploration &All, WorldResult &Result) {
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
    Result.Tired = ForPartings.Steps == 0;
  }

  /// With Stay, also as it would go on where all leave a loop at once.
  void addPartings(const Job &Together, bool Usual, WorldResult &Result, bool Stay = false) {
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
  static bool endsLoopByOwn(const Decision &D) { return D.OfRank && D.Ends.isValid(); }
  /// Not the first time: what a loop starts with is meant to let it run.
  static bool partsRanks(const Decision &D) { return endsLoopByOwn(D) && D.Again; }

  Assignment answers(bool Default, unsigned Trips = MostUnknownTrips) const {
    Assignment Result(Default, Trips);
    if (Given)
      Result.suppose(Given->first, Given->second);
    return Result;
  }
  void addParting(const Decision &First, const Job &J, WorldResult &Result) {
    const auto Outcome = schedule(J);
    const auto Here = find_if(J.Decisions, [&](const Decision &D) { return D.Key == First.Key; });
    if (!J.isComplete() || !Outcome || Outcome->SupposesTest || Here == J.Decisions.end())
      return;
    JobFacts Facts{J, &*Outcome, Report};
    check(Facts);
    for (Problem &P : Facts.Found) {
      const Identity Id = identityOf(P);
      if (P.Cross && P.What.Tag == "divergence" && !Result.Holding.count(Id) &&
          isConfirmed(Id, J, *Here, /*Parts=*/true)) {
        P.What.Notes.push_back(
            {First.Where,
             "ranks leave the loop here at different times: the value is computed from the rank"});
        Result.Holding.emplace(Id, P);
        Result.Order.push_back(Id);
        Result.OfPartings.insert(Id);
      }
    }
  }

  static bool leavesByException(const Job &J) {
    return any_of(J.Ranks, [](const Trace &T) { return T.End == Ending::Thrown; }) &&
           all_of(J.Ranks,
                  [](const Trace &T) { return T.End == Ending::Thrown || T.End == Ending::Returned; });
  }

  static bool communicates(const MpiFunction &F) {
    switch (F.Family) {
    case FunctionFamily::Environment:
    case FunctionFamily::Anytime:
    case FunctionFamily::Query:
    case FunctionFamily::Memory:
      return false;
    default:
      return true;
    }
  }

  /// Whether some answer to one question alone leads to it. The question may be one that only comes up within
  /// a branch, but for values: what is left when no case holds stands for what cannot be. How often a loop
  /// runs is no branch for partners: a master serves as many workers as there are.
  bool onOneBranch(const Problem &P, const Exploration &All, ArrayRef<size_t> Possible,
                   const std::set<size_t> &In) {
    const Identity Id = identityOf(P);
    const bool Nested = std::get<0>(Id) != "argument";
    const Job &First = All.Jobs[*In.begin()];
    return any_of(First.Decisions, [&](const Decision &D) {
      return !(P.Cross && D.Leaves) && all_of(Possible, [&](size_t I) {
        if (In.count(I))
          return true;
        const auto &Others = All.Jobs[I].Decisions;
        auto Same = find_if(Others, [&](const Decision &O) { return O.Key == D.Key; });
        return Same == Others.end() ? Nested : Same->Taken != D.Taken;
      }) && (All.Exhaustive || isConfirmed(Id, First, D));
    });
  }

  /// Not all ways through were tried: whether it is there as well when any other answer is changed. With
  /// Parts, ranks leave a loop at different times by this one.
  bool isConfirmed(const Identity &Id, const Job &In, const Decision &D, bool Parts = false) {
    Budget &Rest = Parts ? ForPartings : Left;
    if (In.Decisions.size() > MostDecisions)
      return false;
    return all_of(In.Decisions, [&](const Decision &Changed) {
      if (Changed.Key == D.Key || Changed.Where == D.Where || // the same question, of another rank
          (Parts && Changed.Ends == D.Ends))                  // or whether others leave that loop
        return true;
      Assignment Answers = answers(false, Parts ? LongTrips : MostUnknownTrips);
      for (const Decision &Each : In.Decisions)
        Answers.force(Each.Key, Each.Taken != (Each.Key == Changed.Key));
      const Job J = runJob(Report.sema(), R, In.Size, Rest, std::move(Answers));
      if (!Rest.Steps)
        return false;
      const auto Outcome = schedule(J);
      if (!J.isComplete() || (Outcome && Outcome->SupposesTest) ||
          none_of(J.Decisions,
                  [&](const Decision &Same) { return Same.Key == D.Key && Same.Taken == D.Taken; }))
        return true;
      JobFacts Facts{J, Outcome ? &*Outcome : nullptr, Report};
      check(Facts);
      return any_of(Facts.Found, [&](const Problem &P) { return identityOf(P) == Id; });
    });
  }

  void check(JobFacts &Facts) {
    using CheckFunction = void (*)(JobFacts &);
    static const CheckFunction Checks[] = {
#define NJMPI_CHECK(function) function,
#include "checks/communication.def"
    };
    for (CheckFunction Check : Checks)
      Check(Facts);
  }

  /// Exactly: no other world is admitted, so that a rank it does not have is none.
  void settle(const std::map<unsigned, WorldResult> &Worlds, bool Exactly = false) {
    std::vector<const WorldResult *> Counting;
    const bool Talks = any_of(Worlds, [](auto &W) { return W.second.Talks; });
    const WorldResult *Pair = nullptr; // in a world of two, nobody can be mistaken for another
    for (const auto &[Size, W] : Worlds)
      if (W.Runs && !W.Beyond && (W.Talks || !Talks)) {
        Counting.push_back(&W);
        if (Size == 2)
          Pair = &W;
      }
    const bool NoneFits = Counting.empty();
    if (NoneFits) // no world has the ranks that are named: if they move with the size, none ever will
      for (const auto &[Size, W] : Worlds)
        if (W.Runs)
          Counting.push_back(&W);
    if (Counting.empty())
      return;
    std::vector<const Problem *> Final;
    std::vector<Identity> Order = Counting.front()->Order;
    for (const Identity &Id : Counting.size() > 1 ? Counting[1]->Order : std::vector<Identity>())
      if (!is_contained(Order, Id))
        Order.push_back(Id);
    for (const Identity &Id : Order) {
      const auto With = find_if(Counting, [&](const WorldResult *W) { return W->Holding.count(Id) != 0; });
      const Problem &P = (*With)->Holding.at(Id);
      const bool NeedsThree = P.What.Tag == "message-race" && Counting.size() > 1;
      if (!all_of(Counting, [&](const WorldResult *W) {
            return W->Holding.count(Id) != 0 || (NeedsThree && (W == Pair || W->Vague)) ||
                   (P.What.Tag == "unmatched" && W->OneSided) || (W->NoGrid && (*With)->OfGrids.count(Id)) ||
                   (W->Tired && (*With)->OfPartings.count(Id));
          }))
        continue;
      if (P.Beyond && !Exactly) {
        std::set<int64_t> Ranks;
        for (const WorldResult *W : Counting)
          Ranks.insert(*W->Holding.at(Id).Beyond);
        if (!NoneFits || Counting.size() < 2 || Ranks.size() < Counting.size())
          continue;
      } else if (NoneFits && P.Cross) {
        continue;
      }
      Final.push_back(&P);
    }
    if (!NoneFits)
      addOthers(Counting, Final);
    // What ranks do to each other is of no interest once one of them passes something invalid.
    const bool Invalid = any_of(Final, [](const Problem *P) {
      return !P->Cross &&
             (P->What.Tag == "argument" || P->What.Tag == "order" || P->What.Tag == "request-reuse");
    });
    const bool TypesDiffer =
        any_of(Final, [](const Problem *P) { return P->Cross && P->What.Tag == "type-mismatch"; });
    for (const Problem *P : Final) {
      if (Report.isReported(P->What.Where, P->What.Tag) || (P->Cross && Invalid) ||
          (!P->Cross && TypesDiffer && P->What.Tag == "type-mismatch"))
        continue;
      P->Error ? Report.error(P->What) : Report.warning(P->What);
    }
  }
  /// Where each world is wrong in its own way, too, no world is right: what the smallest one shows counts.
  /// Two ranks that wait for each other, say, while a third one is missing in worlds that have it.
  static void addOthers(ArrayRef<const WorldResult *> Counting, std::vector<const Problem *> &Final) {
    std::set<Identity> Common;
    for (const Problem *P : Final)
      Common.insert(identityOf(*P));
    auto IsOther = [&](const std::pair<const Identity, Problem> &Each) {
      return !Common.count(Each.first) && !Each.second.Beyond && Each.second.What.Tag != "message-race";
    };
    if (!all_of(Counting, [&](const WorldResult *W) { return any_of(W->Holding, IsOther); }))
      return;
    for (const Identity &Id : Counting.front()->Order)
      if (const auto It = Counting.front()->Holding.find(Id); IsOther(*It))
        Final.push_back(&It->second);
  }
};

} // namespace

void checkCommunication(const std::vector<Kernel> &Kernels, Reporter &Report, bool Plain) {
  std::set<const FunctionDecl *> Done;
  for (const Kernel &K : Kernels) {
    Done.insert(K.Function);
    if (K.IsPattern || !K.Function->getBody())
      continue;
    Report.enter(K);
    Root R{K.Function, K.Function->isMain(), &K};
    Verdict(R, Report).run();
  }
  if (!Plain)
    return;
  for (const FunctionDecl *F : plainCommunication(Report.context())) {
    if (Done.count(F))
      continue;
    Kernel Shown;
    Shown.Function = F;
    Report.enter(Shown);
    Root R{F, F->isMain(), nullptr};
    Verdict(R, Report).run();
  }
}

} // namespace njmpi
