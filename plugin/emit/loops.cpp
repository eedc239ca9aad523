// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/loops.h"
#include "emit/call_text.h"
#include "emit/loop_text.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// What one annotated `for` is in the kernel, or in the instantiations of it.
struct Meanings {
  std::vector<std::pair<const Kernel *, const Loop *>> Of;
  bool Refused = false;
};

class LoopRewriter {
  Reporter &Report;
  Edits &Into;

public:
  LoopRewriter(Reporter &Report, Edits &Into) : Report(Report), Into(Into) {}

  void rewrite(const Meanings &All) {
    const auto &[K, L] = All.Of.front();
    const LoopPlan Plan = planLoop(*L);
    LoopText Text = loopText(Plan, *K, Report.context(), Into);
    for (const auto &[OtherKernel, Other] : drop_begin(All.Of)) {
      const LoopPlan OtherPlan = planLoop(*Other);
      if (loopText(OtherPlan, *OtherKernel, Report.context(), Into).Edits == Text.Edits)
        continue;
      Report.enter(*OtherKernel);
      Report.error({L->Mark->Location,
                    "loop-form",
                    "two instantiations of this template need different text for this loop",
                    {},
                    {},
                    {{K->Function->getPointOfInstantiation(), "the other instantiation is required here"}}});
      return;
    }
    Report.enter(*K);
    merge(Text);
    if (Text.Obstacle.empty())
      for (const LoopEdit &E : Text.Edits)
        if (Obstacle Why = Into.obstacle(E.Range); Why != Obstacle::None && Text.Obstacle.empty()) {
          Text.Obstacle = describe(Why).str();
          Text.ObstacleRange = E.Range;
        }
    if (!Text.Obstacle.empty()) {
      leave(*L, Text);
      return;
    }
    const bool Global = isHidden(*K),
               Taken = Into.source(L->Levels[0].Loop->getSourceRange()).contains("njmpi_");
    for (const LoopEdit &E : Text.Edits) {
      const std::string New = hygienic(Global, Taken, E.Text);
      if (E.Kind == LoopEdit::Replace)
        (void)Into.replace(E.Range, New, OnConflict::Error);
      else if (E.Kind == LoopEdit::Before)
        (void)Into.insertBefore(E.Range.getBegin(), New);
      else
        (void)Into.insertAfter(E.Range.getBegin(), New);
    }
    Report.remark({L->Mark->Location, "loop", describe(Plan), {}, {}, {}});
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
  MapVector<const LoopMark *, Meanings> ByMark;
  for (auto [K, Found] : zip(Kernels, Loops))
    for (const Loop &L : Found) {
      Meanings &All = ByMark[L.Mark];
      All.Refused |= !L.Problems.empty() || (!L.IsPattern && L.Levels.empty());
      if (!L.IsPattern)
        All.Of.push_back({&K, &L});
    }
  for (const auto &[Mark, All] : ByMark)
    if (!All.Refused && !All.Of.empty())
      LoopRewriter(Report, Into).rewrite(All);
}

} // namespace njmpi
