// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings hold: those of every world that the literals and guards of the program admit, and of every
// way through it, or of every way that takes one branch.
#include "checks/judge.h"
#include "checks/plain_functions.h"
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
class Verdict {
  Reporter &Report;
  Judge Each;

public:
  Verdict(const Root &R, Reporter &Report) : Report(Report), Each(R, Report) {}

  void run() {
    unsigned Least = 2, Exact = 0;
    std::map<unsigned, Judgement> Worlds;
    for (bool Grown = true; Grown && Least <= LargestWorld;) {
      Judgement &W = Worlds[Least] = Each.judge(Least);
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
    std::map<unsigned, Judgement> Admitted;
    Admitted[Least] = std::move(Worlds[Least]);
    for (unsigned Size = Least + 1; Size <= LargestWorld; ++Size) {
      // Nothing can hold in all worlds any more.
      if (any_of(Admitted, [](auto &W) {
            return W.second.Talks && W.first > 2 && !W.second.Beyond && !W.second.Vague &&
                   !W.second.OneSided && W.second.Silent.empty() && W.second.Holding.empty();
          }))
        return;
      Admitted[Size] = Each.judge(Size);
    }
    settle(Admitted);
  }

private:
  /// Exactly: no other world is admitted, so that a rank it does not have is none.
  void settle(const std::map<unsigned, Judgement> &Worlds, bool Exactly = false) {
    std::vector<const Judgement *> Counting;
    const bool Talks = any_of(Worlds, [](auto &W) { return W.second.Talks; });
    const Judgement *Pair = nullptr; // in a world of two, nobody can be mistaken for another
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
      const auto With = find_if(Counting, [&](const Judgement *W) { return W->holds(Id); });
      const auto &[P, Of] = (*With)->Holding.at(Id);
      const bool NeedsThree = P.What.Tag == "message-race" && Counting.size() > 1;
      if (!all_of(Counting, [&](const Judgement *W) {
            return W->holds(Id) || (NeedsThree && (W == Pair || W->Vague)) ||
                   (P.What.Tag == "unmatched" && W->OneSided) || W->Silent.count(Of);
          }))
        continue;
      if (P.Beyond && !Exactly) {
        std::set<int64_t> Ranks;
        for (const Judgement *W : Counting)
          Ranks.insert(*W->Holding.at(Id).What.Beyond);
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
  static void addOthers(ArrayRef<const Judgement *> Counting, std::vector<const Problem *> &Final) {
    std::set<Identity> Common;
    for (const Problem *P : Final)
      Common.insert(identityOf(*P));
    auto IsOther = [&](const std::pair<const Identity, Judgement::Held> &Each) {
      const Problem &P = Each.second.What;
      return !Common.count(Each.first) && !P.Beyond && P.What.Tag != "message-race";
    };
    if (!all_of(Counting, [&](const Judgement *W) { return any_of(W->Holding, IsOther); }))
      return;
    for (const Identity &Id : Counting.front()->Order)
      if (const auto It = Counting.front()->Holding.find(Id); IsOther(*It))
        Final.push_back(&It->second.What);
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
