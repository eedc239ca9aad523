// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-buffer: an argument without a count. njmpi-contiguity: elements that do not lie side by side.
#include "checks/check.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// `x.data()`, `&x[0]`, `x.begin()` of a container: the container that could be given instead.
const Expr *containerOf(const Expr *Pointer) {
  Pointer = Pointer->IgnoreParenImpCasts();
  if (auto *Address = dyn_cast<UnaryOperator>(Pointer); Address && Address->getOpcode() == UO_AddrOf) {
    const Expr *Element = Address->getSubExpr()->IgnoreParenImpCasts();
    if (auto *Subscript = dyn_cast<CXXOperatorCallExpr>(Element);
        Subscript && Subscript->getOperator() == OO_Subscript)
      if (auto *Index = dyn_cast<IntegerLiteral>(Subscript->getArg(1)->IgnoreImpCasts());
          Index && Index->getValue() == 0)
        return Subscript->getArg(0)->IgnoreParenImpCasts();
    return nullptr;
  }
  auto *Member = dyn_cast<CXXMemberCallExpr>(Pointer);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier() || Member->getNumArgs() != 0 ||
      (Method->getName() != "data" && Method->getName() != "begin"))
    return nullptr;
  const Expr *Object = Member->getImplicitObjectArgument()->IgnoreImpCasts();
  return Object->getType()->isRecordType() ? Object : nullptr;
}

SourceLocation endOf(const Expr *E, Reporter &Report) {
  return Lexer::getLocForEndOfToken(E->getEndLoc(), 0, Report.context().getSourceManager(),
                                    Report.context().getLangOpts());
}

void notABuffer(const Call &C, const Buffer &B, Reporter &Report) {
  const Expr *E = B.Argument;
  QualType T = E->getType();
  Finding F{E->getExprLoc(), "buffer", "", {E->getSourceRange()}, {}, {}};
  if (E->getExprLoc().isInvalid())
    F.Where = E->getBeginLoc();
  if (T->isPointerType() && !T->isFunctionPointerType()) {
    const Expr *Container = containerOf(E);
    if (Container) {
      std::string Name = Report.text(Container);
      F.Message = "'" + Report.text(E) + "' is a pointer without a count; pass '" + Name + "' itself";
      F.FixIts.push_back(FixItHint::CreateReplacement(E->getSourceRange(), Name));
    } else {
      F.Message =
          "a pointer of type '" + Report.type(T) + "' has no count; pass njmpi::buffer(pointer, count)";
      F.FixIts.push_back(FixItHint::CreateInsertion(E->getBeginLoc(), "njmpi::buffer("));
      F.FixIts.push_back(FixItHint::CreateInsertion(endOf(E, Report), ", n)"));
    }
  } else {
    F.Message = "'" + Report.type(T) + "' is not a buffer: it has no elements that '" + C.Op->Name.str() +
                "' can count";
  }
  Report.reject(C, F);
}

void notContiguous(const Call &C, const Buffer &B, Reporter &Report) {
  const Expr *E = B.Argument;
  Finding F{E->getExprLoc(), "contiguity", "", {E->getSourceRange()}, {}, {}};
  F.Message = "'" + Report.type(E->getType()) + "' is not contiguous in memory";
  if (!C.Op->startsRequest() && !C.InPlace) {
    F.Message += "; njmpi::packed makes the copy visible";
    F.FixIts.push_back(FixItHint::CreateInsertion(E->getBeginLoc(), "njmpi::packed("));
    F.FixIts.push_back(FixItHint::CreateInsertion(endOf(E, Report), ")"));
  }
  Report.reject(C, F);
}

} // namespace

void checkBuffer(const Call &C, Reporter &Report) {
  for (auto [P, B] : zip(C.Op->Parameters, C.Buffers)) {
    if (B.Kind == BufferKind::InPlace && (!C.Op->InPlace || &P != &C.Op->Parameters.front()))
      Report.reject(C, {B.Argument->getExprLoc(),
                        "buffer",
                        "'" + C.Op->Name.str() + "' does not work in place" +
                            (C.Op->InPlace ? " in '" + P.Name.str() + "'" : ""),
                        {B.Argument->getSourceRange()},
                        {},
                        {}});
    else if (B.Problem == BufferProblem::NotABuffer)
      notABuffer(C, B, Report);
    else if (B.Problem == BufferProblem::NotContiguous)
      notContiguous(C, B, Report);
    else if (B.Kind == BufferKind::Scalar && B.Temporary && !C.Op->parameter("op") && !P.isWritten() &&
             !C.Op->startsRequest() && !B.Type.Problem)
      Report.reject(C, {B.Argument->getExprLoc(),
                        "buffer",
                        "a value of type '" + Report.type(B.Argument->getType()) +
                            "' is not a buffer; store it in a variable",
                        {B.Argument->getSourceRange()},
                        {},
                        {}});
  }
}

} // namespace njmpi
