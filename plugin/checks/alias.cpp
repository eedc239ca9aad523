// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-alias: the same buffer as input and output of one call (MPI 4.0, section 2.3).
#include "checks/check.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// The two expressions certainly name the same object.
bool sameObject(const Expr *A, const Expr *B) {
  A = A->IgnoreParenImpCasts();
  B = B->IgnoreParenImpCasts();
  if (A->getStmtClass() != B->getStmtClass())
    return false;
  if (auto *X = dyn_cast<DeclRefExpr>(A))
    return X->getDecl()->getCanonicalDecl() == cast<DeclRefExpr>(B)->getDecl()->getCanonicalDecl();
  if (auto *X = dyn_cast<MemberExpr>(A)) {
    auto *Y = cast<MemberExpr>(B);
    return X->getMemberDecl()->getCanonicalDecl() == Y->getMemberDecl()->getCanonicalDecl() &&
           sameObject(X->getBase(), Y->getBase());
  }
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
