// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-const: receiving into const elements. njmpi-temporary: a buffer that is gone before it is used.
#include "checks/check.h"
#include "clang/AST/Decl.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

const ValueDecl *variable(const Expr *E) {
  auto *Reference = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Reference ? Reference->getDecl() : nullptr;
}

} // namespace

void checkWritable(const Call &C, Reporter &Report) {
  for (auto [P, B] : zip(C.Op->Parameters, C.Buffers)) {
    if (B.Kind == BufferKind::None || B.Kind == BufferKind::InPlace || !B.Argument)
      continue;
    const Expr *E = B.Argument;
    bool Written = P.isWritten() || (C.InPlace && P.Kind == ParameterKind::OUT);
    Finding F{E->getExprLoc(), "", "", {E->getSourceRange()}, {}, {}};
    if (Written && B.Const) {
      F.Tag = "const";
      F.Message = "'" + C.Op->Name.str() + "' writes into '" + Report.text(E) + "', whose elements are const";
      if (const ValueDecl *V = variable(E))
        F.Notes.emplace_back(V->getLocation(), "'" + V->getNameAsString() + "' is declared here");
      Report.reject(C, F);
    } else if (Written && B.OwningTemporary) {
      F.Tag = "temporary";
      F.Message = "'" + C.Op->Name.str() + "' writes into a temporary of type '" + Report.type(E->getType()) +
                  "', which nobody can read afterwards";
      Report.reject(C, F);
    } else if (C.Op->startsRequest() && B.IsPacked) {
      F.Tag = "temporary";
      F.Message = "the copy that njmpi::packed makes is destroyed before '" + C.Op->Name.str() +
                  "' completes; use njmpi::strided";
      Report.reject(C, F);
    } else if (C.Op->startsRequest() && B.OwningTemporary) {
      F.Tag = "temporary";
      F.Message = "the temporary of type '" + Report.type(E->getType()) + "' is destroyed before '" +
                  C.Op->Name.str() + "' completes";
      Report.reject(C, F);
    }
  }
}

} // namespace njmpi
