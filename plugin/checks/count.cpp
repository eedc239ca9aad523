// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-count: sizes known at compile time that do not fit together, on any number of ranks.
#include "checks/check.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

class CountCheck {
  const Call &C;
  Reporter &Report;

public:
  CountCheck(const Call &C, Reporter &Report) : C(C), Report(Report) {}

  void run() {
    const Buffer *In = C.buffer("in"), *Out = C.buffer("out");
    std::optional<uint64_t> Given = constant(C.argument(ParameterKind::COUNT));
    if (C.InPlace || !In || !Out)
      return require(Out, Given);
    switch (C.Op->Rule) {
    case CountRule::equal:
      requireAllOf(Out, In);
      break;
    case CountRule::gather:
      if (!Given)
        requireAllOf(Out, In);
      break;
    case CountRule::scatter:
      if (!Given)
        requireAllOf(In, Out);
      break;
    case CountRule::reduce_scatter:
      requireAllOf(In, Out);
      break;
    default:
      break;
    }
    require(In, Given);
    require(Out, Given);
  }

private:
  std::optional<uint64_t> constant(const Expr *E) const {
    Expr::EvalResult Value;
    if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
        !E->EvaluateAsInt(Value, Report.context()) || Value.Val.getInt().isNegative())
      return std::nullopt;
    return Value.Val.getInt().getLimitedValue();
  }

  /// `B` must hold at least `Needed` elements, whatever the number of ranks.
  void require(const Buffer *B, std::optional<uint64_t> Needed) {
    if (B && B->Count && Needed && *B->Count < *Needed && countsHere(B))
      reject(B, elements(*Needed), {});
  }

  /// `B` must hold at least the elements of `Other`.
  void requireAllOf(const Buffer *B, const Buffer *Other) {
    if (B->values() && Other->values() && *B->values() < *Other->values() && countsHere(B) &&
        countsHere(Other))
      reject(B, "the " + std::to_string(*Other->values()) + " of '" + Report.text(Other->Argument) + "'",
             Other->Argument->getSourceRange());
  }

  /// A buffer that means something at the root only may be of any size in a branch for the others.
  bool countsHere(const Buffer *B) const {
    for (auto [P, Each] : zip(C.Op->Parameters, C.Buffers))
      if (&Each == B && P.isRootOnly())
        return !isConditional();
    return true;
  }

  bool isConditional() const {
    DynTypedNodeList Parents = Report.context().getParents(*C.Expr);
    while (!Parents.empty()) {
      const DynTypedNode &Parent = Parents[0];
      if (Parent.get<FunctionDecl>())
        return false;
      if (Parent.get<IfStmt>() || Parent.get<SwitchStmt>() || Parent.get<AbstractConditionalOperator>())
        return true;
      if (auto *Binary = Parent.get<BinaryOperator>(); Binary && Binary->isLogicalOp())
        return true;
      Parents = Report.context().getParents(Parent);
    }
    return true;
  }

  void reject(const Buffer *B, const std::string &Needed, SourceRange Other) {
    if (Report.isRejected(C))
      return;
    Finding F{B->Argument->getExprLoc(), "count", "", {B->Argument->getSourceRange()}, {}, {}};
    F.Message = "'" + Report.text(B->Argument) + "' holds " +
                elements(Other.isValid() ? *B->values() : *B->Count) + ", but '" + C.Op->Name.str() +
                "' needs " + Needed;
    if (Other.isValid())
      F.Ranges.push_back(Other);
    Report.reject(C, F);
  }

  static std::string elements(uint64_t N) { return std::to_string(N) + (N == 1 ? " element" : " elements"); }
};

} // namespace

void checkCount(const Call &C, Reporter &Report) { CountCheck(C, Report).run(); }

} // namespace njmpi
