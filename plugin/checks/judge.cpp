// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/judge.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

using namespace execution;

Identity identityOf(const Problem &P) { return {P.What.Tag.str(), P.What.Where, P.What.Message}; }

void runChecks(JobFacts &Facts) {
  using CheckFunction = void (*)(JobFacts &);
  static const CheckFunction Checks[] = {
#define NJMPI_CHECK(function) function,
#include "checks/communication.def"
  };
  for (CheckFunction Check : Checks)
    Check(Facts);
}

namespace {

constexpr size_t MostDecisions = 64; ///< of a way through that is tried with each of them changed

bool leavesByException(const Job &J) {
  return any_of(J.Ranks, [](const Trace &T) { return T.End == Ending::Thrown; }) &&
         all_of(J.Ranks, [](const Trace &T) { return T.End == Ending::Thrown || T.End == Ending::Returned; });
}

bool communicates(const MpiFunction &F) {
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

} // namespace

Judgement Judge::judge(unsigned Size) {
  Judgement Result = judge(Size, std::nullopt);
  const auto Other = [&](const Line &L) { return L.Length != Result.Lines.begin()->Length; };
  if (!Result.Lines.empty() && none_of(Result.Lines, Other))
    addOfGrids(Size, Result);
  return Result;
}

/// The rows and columns of a grid whose sides come from the caller: what is wrong in every grid where they
/// have more than one rank.
void Judge::addOfGrids(unsigned Size, Judgement &Result) {
  const uint64_t Length = Result.Lines.begin()->Length;
  std::optional<Judgement> Common;
  for (unsigned Side = 1; Side <= Size; ++Side) {
    // Of quotients, as many as the side are the same; of rests, as many as there are quotients.
    if (Size % Side != 0 || (Side == 1 && Result.Lines.count({Length, false})) ||
        (Side == Size && Result.Lines.count({Length, true})))
      continue;
    Judgement Grid = judge(Size, {{Length, Side}});
    if (!Common)
      Common = std::move(Grid);
    else
      erase_if(Common->Order, [&](const Identity &Id) { return !Grid.holds(Id); });
  }
  if (!Common) {
    Result.Silent.insert(Ground::Grids);
    return;
  }
  for (const Identity &Id : Common->Order)
    if (const Problem &P = Common->Holding.at(Id).What; P.Cross && P.What.Tag == "divergence")
      Result.add(Id, P, Ground::Grids);
}

Judgement Judge::judge(unsigned Size, const Supposition &What) {
  Judgement Result;
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
    runChecks(Facts);
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
    Result.add(Id, S.First, Ground::Ways);
  }
  addPartings(All, Result);
  return Result;
}

Assignment Judge::answers(bool Default, unsigned Trips) const {
  Assignment Result(Default, Trips);
  if (Given)
    Result.suppose(Given->first, Given->second);
  return Result;
}

/// Whether some answer to one question alone leads to it. The question may be one that only comes up within
/// a branch, but for values: what is left when no case holds stands for what cannot be. How often a loop
/// runs is no branch for partners: a master serves as many workers as there are.
bool Judge::onOneBranch(const Problem &P, const Exploration &All, ArrayRef<size_t> Possible,
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

/// Not all ways through were tried: whether it is there as well when any other answer is changed. Of
/// partings, ranks leave a loop at different times by this one.
bool Judge::isConfirmed(const Identity &Id, const Job &In, const Decision &D, Ground Of) {
  const bool Parts = Of == Ground::Partings;
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
    runChecks(Facts);
    return any_of(Facts.Found, [&](const Problem &P) { return identityOf(P) == Id; });
  });
}

} // namespace njmpi
