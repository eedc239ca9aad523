// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/loops.h"
#include "emit/call_text.h"
#include "emit/loop_text.h"
#include "plan/fusion.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/MapVector.h"
#include <deque>
#include <optional>

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// What one annotated `for` is in the kernel, or in the instantiations of it.
struct Meanings {
  std::vector<std::pair<const Kernel *, LoopPlan *>> Of;
  bool Refused = false;
};

class LoopRewriter {
  Reporter &Report;
  Edits &Into;

public:
  LoopRewriter(Reporter &Report, Edits &Into) : Report(Report), Into(Into) {}

  /// What the loop becomes, if it can; of all instantiations the same. Otherwise it is reported, and stays.
  std::optional<LoopText> textOf(const Meanings &All) {
    const auto &[K, Plan] = All.Of.front();
    LoopText Text = loopText(*Plan, *K, Report.context(), Into);
    auto Differing = [&] {
      return find_if(drop_begin(All.Of), [&](auto &Other) {
        return loopText(*Other.second, *Other.first, Report.context(), Into).Edits != Text.Edits;
      });
    };
    auto Other = Differing();
    // What they call may read other members of other objects: all of each is looked at, in all of them.
    if (Other != All.Of.end()) {
      std::vector<std::string> Checks;
      for (const auto &[Each, Its] : All.Of) {
        Its->WholeObjects = true;
        for (std::string &Check : calledChecks(*Its, *Each, Report.context(), Into))
          if (!is_contained(Checks, Check))
            Checks.push_back(std::move(Check));
      }
      for (const auto &[Each, Its] : All.Of)
        Its->CalledChecks = Checks;
      Text = loopText(*Plan, *K, Report.context(), Into);
      Other = Differing();
    }
    if (Other != All.Of.end()) {
      const Kernel *OtherKernel = Other->first;
      Report.enter(*OtherKernel);
      Report.error(
          {Plan->Nest->Mark->Location,
           "loop-form",
           "two instantiations of this template need different text for this loop; write what differs as "
           "two loops, or behind a function that both call",
           {},
           {},
           {{K->Function->getPointOfInstantiation(), "the other instantiation is required here"}}});
      return std::nullopt;
    }
    Report.enter(*K);
    merge(Text);
    const Stmt *Whole = Plan->Nest->Levels[0].Loop;
    if (Text.Obstacle.empty() && Whole->getBeginLoc().isMacroID() &&
        Into.obstacle(Whole->getSourceRange()) == Obstacle::None) {
      Text.Obstacle = "it stands in an argument of a macro, which the commas of its text would divide";
      Text.ObstacleRange = Whole->getSourceRange();
    }
    if (Text.Obstacle.empty())
      for (const LoopEdit &E : Text.Edits)
        if (Obstacle Why = Into.obstacle(E.Range); Why != Obstacle::None && Text.Obstacle.empty()) {
          Text.Obstacle = describe(Why).str();
          Text.ObstacleRange = E.Range;
        } else if (std::string Macro = Into.macroIn(E.Text, E.Range.getBegin());
                   !Macro.empty() && Text.Obstacle.empty()) {
          Text.Obstacle = describeMacro(Macro);
          Text.ObstacleRange = E.Range;
        }
    if (Text.Obstacle.empty())
      return Text;
    leave(*Plan->Nest, Text);
    return std::nullopt;
  }

  void apply(const Meanings &All, const LoopText &Text) {
    const auto &[K, Plan] = All.Of.front();
    Report.enter(*K);
    const bool Global = isHidden(*K), Taken = takesNames(*Plan->Nest);
    for (const LoopEdit &E : Text.Edits) {
      const std::string New = hygienic(Global, Taken, E.Text);
      if (E.Kind == LoopEdit::Replace)
        (void)Into.replace(E.Range, New, OnConflict::Error);
      else if (E.Kind == LoopEdit::Before)
        (void)Into.insertBefore(E.Range.getBegin(), New);
      else
        (void)Into.insertAfter(E.Range.getBegin(), New);
    }
    Report.remark({Plan->Nest->Mark->Location, "loop", describe(*Plan), {}, {}, {}});
  }

  /// Whether the user's text has names like those that are generated.
  bool takesNames(const Loop &L) const {
    return Into.source(L.Levels[0].Loop->getSourceRange()).contains("njmpi_");
  }

private:
  /// Insertions in one place become one, since equal ones would count once.
  static void merge(LoopText &Text) {
    std::vector<LoopEdit> Merged;
    for (LoopEdit &E : Text.Edits) {
      auto Same = find_if(Merged, [&](const LoopEdit &M) {
        return E.Kind != LoopEdit::Replace && M.Kind == E.Kind && M.Range.getBegin() == E.Range.getBegin();
      });
      if (Same == Merged.end())
        Merged.push_back(std::move(E));
      else
        Same->Text = E.Kind == LoopEdit::After ? Same->Text + E.Text : E.Text + Same->Text;
    }
    Text.Edits = std::move(Merged);
  }

  /// Whether `njmpi` may mean something else than the library where the kernel stands.
  bool isHidden(const Kernel &K) const {
    ASTContext &Context = Report.context();
    IdentifierInfo &Name = Context.Idents.get("njmpi");
    for (const DeclContext *D = K.Function->getDeclContext(); D && !D->isTranslationUnit();
         D = D->getParent())
      if (!D->getPrimaryContext()->lookup(&Name).empty())
        return true;
    return any_of(K.Function->parameters(),
                  [&](const ParmVarDecl *P) { return P->getIdentifier() == &Name; });
  }

  /// Every rank runs all of it: right where nothing is distributed.
  void leave(const Loop &L, const LoopText &Text) {
    Into.keep(L.Levels[0].Loop->getSourceRange());
    if (L.hasFields())
      Report.error({L.Mark->Location,
                    "loop-form",
                    "this loop over fields cannot be rewritten: " + Text.Obstacle,
                    {},
                    {},
                    {{Text.ObstacleRange.getBegin(), "here"}}});
    else
      Report.remark({L.Mark->Location,
                     "loop",
                     "not distributed, every rank runs all of it: " + Text.Obstacle,
                     {},
                     {},
                     {}});
  }
};

} // namespace

void rewriteLoops(const std::vector<Kernel> &Kernels, const std::vector<std::vector<Loop>> &Loops,
                  Reporter &Report, Edits &Into) {
  std::deque<LoopPlan> Plans;
  MapVector<const LoopMark *, Meanings> ByMark;
  for (auto [K, Found] : zip(Kernels, Loops))
    for (const Loop &L : Found) {
      Meanings &All = ByMark[L.Mark];
      All.Refused |= !L.Problems.empty() || (!L.IsPattern && L.Levels.empty());
      if (!L.IsPattern && !All.Refused)
        All.Of.push_back({&K, &Plans.emplace_back(planLoop(L))});
    }
  LoopRewriter Rewriter(Report, Into);
  MapVector<const LoopMark *, LoopText> Texts;
  for (const auto &[Mark, All] : ByMark)
    if (!All.Refused && !All.Of.empty())
      if (std::optional<LoopText> Text = Rewriter.textOf(All))
        Texts.insert({Mark, std::move(*Text)});

  // Now that it is known which loops are distributed, those in a row go together.
  MapVector<const Kernel *, std::vector<LoopPlan *>> Candidates;
  for (const auto &[Mark, Text] : Texts)
    for (const auto &[K, Plan] : ByMark[Mark].Of)
      if (!Rewriter.takesNames(*Plan->Nest))
        Candidates[K].push_back(Plan);
  for (const auto &[K, Together] : Candidates)
    fuse(*K, Together, Report.context());
  const bool Agree = all_of(Texts, [&](const auto &Each) {
    const Meanings &All = ByMark[Each.first];
    return all_of(All.Of,
                  [&](const auto &Of) { return fusionKey(*Of.second) == fusionKey(*All.Of.front().second); });
  });
  if (!Agree)
    for (LoopPlan &P : Plans)
      separate(P);

  for (const auto &[Mark, Text] : Texts) {
    const Meanings &All = ByMark[Mark];
    if (fusionKey(*All.Of.front().second).empty())
      Rewriter.apply(All, Text);
    else if (std::optional<LoopText> Fused = Rewriter.textOf(All))
      Rewriter.apply(All, *Fused);
  }
}

} // namespace njmpi
