// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/expressions.h"
#include "emit/names.h"
#include "facts/operations.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Needs no parentheses before `.member` or after `&`.
bool isPrimary(const Expr *E) {
  E = E->IgnoreImplicit();
  return isa<DeclRefExpr, MemberExpr, ParenExpr, CXXThisExpr, CXXDependentScopeMemberExpr,
             DependentScopeDeclRefExpr>(E);
}

/// Needs no parentheses in arithmetic: a literal, or a macro that is one with a sign (MPI_PROC_NULL is -2 or
/// (-1)).
bool isNumber(const Expr *E) {
  E = E->IgnoreImplicit();
  if (auto *Sign = dyn_cast<UnaryOperator>(E);
      Sign && Sign->getOpcode() == UO_Minus && E->getBeginLoc().isMacroID())
    E = Sign->getSubExpr()->IgnoreImplicit();
  return isa<IntegerLiteral>(E);
}

/// Where types are not known yet, every call may return a temporary, and every value may become one.
bool mayHoldTemporary(const Stmt *S, bool Dependent) {
  auto *E = dyn_cast_or_null<Expr>(S);
  if (!E || isa<LambdaExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(E))
    return false;
  // A span or a string_view owns nothing that its own end could destroy.
  const bool View = asStd(E->getType(), "span") || asStd(E->getType(), "basic_string_view");
  if (isa<CXXBindTemporaryExpr, PredefinedExpr, SourceLocExpr>(E) ||
      (isa<MaterializeTemporaryExpr>(E) && !View))
    return true;
  if (Dependent &&
      (isa<CallExpr, CXXUnresolvedConstructExpr, CXXTemporaryObjectExpr, CXXFunctionalCastExpr>(E)))
    return true;
  return any_of(E->children(), [&](const Stmt *Child) { return mayHoldTemporary(Child, Dependent); });
}

} // namespace

bool belongsToCall(const Expr *E) {
  if (isa<PredefinedExpr>(E->IgnoreParenImpCasts()))
    return true;
  // What E itself makes lives as long as the name it is bound to.
  for (const Expr *Inner = nullptr; Inner != E;) {
    Inner = E;
    E = E->IgnoreParens();
    if (auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    if (auto *Made = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Made->getSubExpr();
    if (auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    if (isa<ImplicitCastExpr, CXXFunctionalCastExpr>(E))
      E = cast<CastExpr>(E)->getSubExpr();
  }
  return any_of(E->children(),
                [&](const Stmt *Child) { return mayHoldTemporary(Child, E->isTypeDependent()); });
}

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
    return !Subscript->isTypeDependent() && isRepeatable(Subscript->getBase()) &&
           isRepeatable(Subscript->getIdx());
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
  // A number outlives what it was computed from; a pointer need not.
  if (Type == "auto" && belongsToCall(E))
    return pass(Text, Name);
  declare("const " + Type + " " + Name + " = " + Text);
  return Name.str();
}

std::string Expressions::object(const Expr *E, StringRef Name) {
  std::string Text = once(E);
  if (isRepeatable(E) && E->IgnoreImplicit()->isGLValue())
    return isPrimary(E) ? Text : "(" + Text + ")";
  if (belongsToCall(E))
    return pass(Text, Name);
  declare("auto &&" + Name + " = " + Text);
  return Name.str();
}

std::string Expressions::pass(StringRef Text, StringRef Name) {
  Parameters += ((Parameters.empty() ? "auto &&" : ", auto &&") + Name).str();
  Arguments += ((Arguments.empty() ? "" : ", ") + Text).str();
  return Name.str();
}

std::string Expressions::initialiser(const Expr *E) {
  const Expr *Written = E->IgnoreImplicit();
  return isPrimary(E) || isa<LambdaExpr>(Written) ? once(E) : "(" + once(E) + ")";
}

std::string Expressions::lambda(const Twine &Body) const {
  return ("([&](" + Parameters + ") " + names::Inline + " { " + Body + "}(" + Arguments + "))").str();
}

} // namespace njmpi
