// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-alias: the same buffer as input and output of one call (MPI 4.0, section 2.3).
#include "checks/check.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// A variable, or a member of one: what it names does not change.
bool isSteady(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto *Member = dyn_cast<MemberExpr>(E))
    return !Member->isArrow() && isSteady(Member->getBase());
  return isa<DeclRefExpr>(E);
}

/// What a local reference refers to, if that is steady.
const Expr *referred(const Expr *E) {
  E = E->IgnoreImplicit()->IgnoreParenImpCasts();
  if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    E = Cast->getSubExpr()->IgnoreImplicit();
  while (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    if (!Variable || !Variable->getType()->isReferenceType() || !Variable->isLocalVarDecl() ||
        !Variable->getInit() || !isSteady(Variable->getInit()))
      break;
    E = Variable->getInit()->IgnoreParenImpCasts();
  }
  return E;
}

/// The function behind an expression that gives the same for the same arguments: an element of a standard
/// container, njmpi::buffer. Null for others.
const FunctionDecl *placeFunction(const Expr *E, ArrayRef<const Expr *> &Arguments) {
  if (auto *Made = dyn_cast<CXXConstructExpr>(E)) {
    Arguments = ArrayRef(Made->getArgs(), Made->getNumArgs());
    return inNamespace(Made->getConstructor()->getParent(), "njmpi") ? Made->getConstructor() : nullptr;
  }
  auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F)
    return nullptr;
  Arguments = ArrayRef(Call->getArgs(), Call->getNumArgs());
  if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    return Method && Operator->getOperator() == OO_Subscript && Method->getParent()->isInStdNamespace()
               ? F
               : nullptr;
  }
  return nullptr;
}

/// The two expressions certainly name the same object, or have the same value.
bool sameObject(const Expr *A, const Expr *B) {
  A = referred(A);
  B = referred(B);
  if (A->getStmtClass() != B->getStmtClass() || A->getType().isVolatileQualified())
    return false;
  if (auto *X = dyn_cast<DeclRefExpr>(A))
    return X->getDecl()->getCanonicalDecl() == cast<DeclRefExpr>(B)->getDecl()->getCanonicalDecl();
  if (auto *X = dyn_cast<MemberExpr>(A)) {
    auto *Y = cast<MemberExpr>(B);
    return X->getMemberDecl()->getCanonicalDecl() == Y->getMemberDecl()->getCanonicalDecl() &&
           sameObject(X->getBase(), Y->getBase());
  }
  if (auto *X = dyn_cast<IntegerLiteral>(A))
    return X->getValue().getLimitedValue() == cast<IntegerLiteral>(B)->getValue().getLimitedValue();
  if (auto *X = dyn_cast<UnaryOperator>(A)) {
    auto *Y = cast<UnaryOperator>(B);
    return X->getOpcode() == Y->getOpcode() && (X->getOpcode() == UO_Deref || X->getOpcode() == UO_AddrOf) &&
           sameObject(X->getSubExpr(), Y->getSubExpr());
  }
  if (auto *X = dyn_cast<ArraySubscriptExpr>(A)) {
    auto *Y = cast<ArraySubscriptExpr>(B);
    return sameObject(X->getBase(), Y->getBase()) && sameObject(X->getIdx(), Y->getIdx());
  }
  ArrayRef<const Expr *> Of, Others;
  if (const FunctionDecl *F = placeFunction(A, Of))
    return F == placeFunction(B, Others) && equal(Of, Others, [](const Expr *One, const Expr *Other) {
             return isa<CXXDefaultArgExpr>(One) ? isa<CXXDefaultArgExpr>(Other) : sameObject(One, Other);
           });
  return isa<CXXThisExpr>(A);
}

} // namespace

void checkAlias(const Call &C, Reporter &Report) {
  const Buffer *In = nullptr;
  for (auto [P, B] : zip(C.Op->Parameters, C.Buffers)) {
    if (B.Kind == BufferKind::None || B.Kind == BufferKind::InPlace)
      continue;
    if (!P.isWritten()) {
      In = &B;
      continue;
    }
    if (!In || !sameObject(In->Argument, B.Argument))
      continue;
    Finding F{B.Argument->getExprLoc(),
              "alias",
              "",
              {In->Argument->getSourceRange(), B.Argument->getSourceRange()},
              {},
              {}};
    F.Message = "'" + Report.text(B.Argument) + "' is both input and output of '" + C.Op->Name.str() + "'";
    if (C.Op->InPlace) {
      F.Message += "; pass njmpi::in_place";
      F.FixIts.push_back(FixItHint::CreateReplacement(In->Argument->getSourceRange(), "njmpi::in_place"));
    } else if (C.Op->Name == "sendrecv") {
      F.Message += "; use njmpi::sendrecv_replace";
    }
    Report.reject(C, F);
  }
}

} // namespace njmpi
