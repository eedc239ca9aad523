// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/expressions.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Needs no parentheses before `.member` or after `&`.
bool isPrimary(const Expr *E) {
  E = E->IgnoreImplicit();
  return isa<DeclRefExpr, MemberExpr, ParenExpr, CXXThisExpr, CXXDependentScopeMemberExpr, DependentScopeDeclRefExpr>(E);
}

/// Needs no parentheses in arithmetic: a literal, or a macro that is one with a sign (MPI_PROC_NULL is -2 or (-1)).
bool isNumber(const Expr *E) {
  E = E->IgnoreImplicit();
  if (auto *Sign = dyn_cast<UnaryOperator>(E); Sign && Sign->getOpcode() == UO_Minus && E->getBeginLoc().isMacroID())
    E = Sign->getSubExpr()->IgnoreImplicit();
  return isa<IntegerLiteral>(E);
}

} // namespace

bool isRepeatable(const Expr *E) {
  E = E->IgnoreImplicit();
  if (E->getType().isVolatileQualified())
    return false;
  if (isa<IntegerLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, CharacterLiteral, CXXThisExpr>(E))
    return true;
  if (auto *Reference = dyn_cast<DeclRefExpr>(E))
    return !isa<FunctionDecl>(Reference->getDecl());
  if (auto *Member = dyn_cast<MemberExpr>(E))
    return isRepeatable(Member->getBase()) && isa<FieldDecl, VarDecl>(Member->getMemberDecl());
  if (auto *Paren = dyn_cast<ParenExpr>(E))
    return isRepeatable(Paren->getSubExpr());
  if (auto *Unary = dyn_cast<UnaryOperator>(E))
    return !Unary->isIncrementDecrementOp() && !Unary->isTypeDependent() && isRepeatable(Unary->getSubExpr());
  if (auto *Binary = dyn_cast<BinaryOperator>(E))
    return !Binary->isAssignmentOp() && Binary->getOpcode() != BO_Comma && !Binary->isTypeDependent() &&
           isRepeatable(Binary->getLHS()) && isRepeatable(Binary->getRHS());
  if (auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return !Subscript->isTypeDependent() && isRepeatable(Subscript->getBase()) && isRepeatable(Subscript->getIdx());
  return false;
}

std::string Expressions::once(const Expr *E) {
  std::optional<std::string> Text = Source.text(E->getSourceRange());
  Complete &= Text.has_value();
  return Text.value_or("");
}

std::string Expressions::value(const Expr *E, StringRef Type, StringRef Name) {
  std::string Text = once(E);
  if (isRepeatable(E))
    return isPrimary(E) || isNumber(E) ? Text : "(" + Text + ")";
  declare("const " + Type + " " + Name + " = " + Text);
  return Name.str();
}

std::string Expressions::object(const Expr *E, StringRef Name) {
  std::string Text = once(E);
  if (isRepeatable(E) && E->IgnoreImplicit()->isGLValue())
    return isPrimary(E) ? Text : "(" + Text + ")";
  declare("auto &&" + Name + " = " + Text);
  return Name.str();
}

} // namespace njmpi
