// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which parameters of a function reach further than what they point or refer to.
#include "facts/loop_reader.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

/// Which parameters reach further than what they point or refer to: a pointer that is more than
/// dereferenced, a reference whose address is taken.
void EffectsCache::findBeyond(const FunctionDecl *F, const Stmt *S, Effects &Into) {
  if (!S)
    return;
  auto Named = [&](const Expr *E) -> std::optional<unsigned> {
    auto *Reference = dyn_cast<DeclRefExpr>(bare(E));
    for (auto [I, P] : enumerate(F->parameters()))
      if (Reference && Reference->getDecl() == P)
        return I;
    return std::nullopt;
  };
  auto Pointer = [&](const Expr *E) {
    auto I = Named(E);
    return I && F->getParamDecl(*I)->getType()->isPointerType();
  };
  if (auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->getOpcode() == UO_Deref && Pointer(Unary->getSubExpr()))
      return;
    if (auto I = Unary->getOpcode() == UO_AddrOf ? Named(Unary->getSubExpr()) : std::nullopt)
      Into.Beyond[*I] = true;
  }
  if (auto *Member = dyn_cast<MemberExpr>(S); Member && Member->isArrow() && Pointer(Member->getBase()))
    return;
  if (auto *Element = dyn_cast<ArraySubscriptExpr>(S); Element && Pointer(Element->getBase())) {
    Expr::EvalResult Value;
    if (!Element->getIdx()->isValueDependent() && Element->getIdx()->EvaluateAsInt(Value, Context) &&
        Value.Val.getInt() == 0)
      return;
  }
  if (auto *Cast = dyn_cast<CastExpr>(S); Cast && Cast->getCastKind() == CK_PointerToBoolean)
    return;
  if (auto *Comparison = dyn_cast<BinaryOperator>(S);
      Comparison && Comparison->isEqualityOp() &&
      (Pointer(Comparison->getLHS()) || Pointer(Comparison->getRHS())))
    return;
  if (auto *Call = dyn_cast<CallExpr>(S);
      Call && Call->getDirectCallee() && !isa<CXXOperatorCallExpr>(Call)) {
    const Effects &Of = of(Call->getDirectCallee());
    for (auto [I, Argument] : enumerate(Call->arguments()))
      if (!Pointer(Argument) || I >= Of.Beyond.size() || Of.Beyond[I])
        findBeyond(F, Argument, Into);
    return findBeyond(F, Call->getCallee(), Into);
  }
  if (auto *Lambda = dyn_cast<LambdaExpr>(S))
    return findBeyond(F, Lambda->getBody(), Into);
  if (auto *E = dyn_cast<Expr>(S); E && isa<DeclRefExpr>(E) && Pointer(E))
    Into.Beyond[*Named(E)] = true;
  for (const Stmt *Child : S->children())
    findBeyond(F, Child, Into);
}

} // namespace njmpi
