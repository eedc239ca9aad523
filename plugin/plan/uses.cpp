// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plan/uses.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

StringRef namedPlainly(const Expr *E) {
  E = E->IgnoreImplicit();
  const NamedDecl *D = nullptr;
  if (auto *Reference = dyn_cast<DeclRefExpr>(E); Reference && !Reference->hasQualifier())
    D = Reference->getDecl();
  else if (auto *Member = dyn_cast<MemberExpr>(E);
           Member && Member->isImplicitAccess() && !Member->hasQualifier())
    D = Member->getMemberDecl();
  return D && D->getIdentifier() ? D->getName() : StringRef();
}

StringRef lastName(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto *Reference = dyn_cast<DeclRefExpr>(E))
    return Reference->getDecl()->getIdentifier() ? Reference->getDecl()->getName() : "array";
  if (auto *Member = dyn_cast<MemberExpr>(E))
    return Member->getMemberDecl()->getIdentifier() ? Member->getMemberDecl()->getName() : "array";
  if (auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    return lastName(Element->getBase());
  if (auto *Unary = dyn_cast<UnaryOperator>(E))
    return lastName(Unary->getSubExpr());
  if (auto *Call = dyn_cast<CXXOperatorCallExpr>(E); Call && Call->getNumArgs())
    return lastName(Call->getArg(0));
  return "array";
}

namespace {

class OtherUses : public RecursiveASTVisitor<OtherUses> {
  StringRef Name;
  const SmallPtrSetImpl<const Expr *> &Bases;

public:
  bool Found = false;

  OtherUses(StringRef Name, const SmallPtrSetImpl<const Expr *> &Bases) : Name(Name), Bases(Bases) {}

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    // What it captures by name is the view, where that has the name.
    for (unsigned I = 0; I < Lambda->capture_size(); ++I)
      if (const LambdaCapture &Capture = Lambda->capture_begin()[I];
          Capture.capturesVariable() && Capture.getCapturedVar()->isInitCapture() &&
          !TraverseStmt(Lambda->capture_init_begin()[I]))
        return false;
    return TraverseStmt(Lambda->getBody());
  }
  bool TraverseCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && Method->getIdentifier() && Method->getName() == "extent" && Call->getNumArgs() == 1 &&
        namedPlainly(Call->getImplicitObjectArgument()) == Name)
      return TraverseStmt(Call->getArg(0));
    return RecursiveASTVisitor::TraverseCXXMemberCallExpr(Call);
  }
  bool TraverseCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    if (Call->getOperator() != OO_Call || namedPlainly(Call->getArg(0)) != Name)
      return RecursiveASTVisitor::TraverseCXXOperatorCallExpr(Call);
    for (unsigned I = 1; I < Call->getNumArgs(); ++I)
      if (!TraverseStmt(Call->getArg(I)))
        return false;
    return true;
  }
  bool VisitExpr(Expr *E) {
    if (!Bases.contains(E) && E == E->IgnoreImplicit() && namedPlainly(E) == Name)
      Found = true;
    return !Found;
  }
};

} // namespace

bool onlyAccessed(const Loop &L, unsigned Array) {
  SmallPtrSet<const Expr *, 16> Bases;
  for (const Access &A : L.Accesses)
    if (A.Array == Array && A.Base && !A.InFunction)
      Bases.insert(A.Base->IgnoreImplicit());
  OtherUses Uses(namedPlainly(L.Arrays[Array].Base), Bases);
  // Bounds of the outermost level are evaluated before the view is there.
  Uses.TraverseStmt(const_cast<Stmt *>(L.Body));
  for (const Level &At : L.Levels)
    if (!At.Invariant)
      for (const Expr *E : {At.First, At.Bound, At.Added})
        if (E)
          Uses.TraverseStmt(const_cast<Expr *>(E));
  return !Uses.Found;
}

const LambdaExpr *closedLambda(const Stmt *S, const Expr *E) {
  if (!encloses(S, E))
    return nullptr;
  if (auto *Lambda = dyn_cast<LambdaExpr>(S); Lambda && Lambda->getCaptureDefault() == LCD_None)
    return Lambda;
  for (const Stmt *Child : S->children())
    if (const LambdaExpr *Found = Child ? closedLambda(Child, E) : nullptr)
      return Found;
  return nullptr;
}

/// Whether what follows need not run in the same iteration.
static bool leavesEarly(const Stmt *S) {
  if (isa<ContinueStmt, GotoStmt>(S))
    return true;
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, LambdaExpr>(S))
    return false;
  return any_of(S->children(), [](const Stmt *Child) { return Child && leavesEarly(Child); });
}

/// The statements from Outer down to S, if it is in there.
static bool findPath(const Stmt *Outer, const Stmt *S, SmallVectorImpl<const Stmt *> &Path) {
  if (!Outer)
    return false;
  Path.push_back(Outer);
  if (Outer == S || any_of(Outer->children(), [&](const Stmt *Child) { return findPath(Child, S, Path); }))
    return true;
  Path.pop_back();
  return false;
}

bool isConditional(const Stmt *Body, const Expr *E) {
  SmallVector<const Stmt *, 32> Path;
  if (!findPath(Body, E, Path))
    return false;
  for (size_t I = 0; I + 1 < Path.size(); ++I) {
    const Stmt *Outer = Path[I], *Inner = Path[I + 1];
    if (auto *Compound = dyn_cast<CompoundStmt>(Outer))
      if (std::any_of(Compound->body_begin(), find(Compound->body(), Inner), leavesEarly))
        return true;
    if (isa<SwitchStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt, LambdaExpr>(Outer))
      return true;
    const Stmt *Always = nullptr;
    if (auto *If = dyn_cast<IfStmt>(Outer))
      Always = If->getCond();
    else if (auto *Choice = dyn_cast<AbstractConditionalOperator>(Outer))
      Always = Choice->getCond();
    else if (auto *Logical = dyn_cast<BinaryOperator>(Outer); Logical && Logical->isLogicalOp())
      Always = Logical->getLHS();
    if (Always && Inner != Always)
      return true;
  }
  return false;
}

bool mentions(const Stmt *S, const VarDecl *V) {
  auto *Reference = dyn_cast_or_null<DeclRefExpr>(S);
  return S && ((Reference && Reference->getDecl() == V) ||
               any_of(S->children(), [&](const Stmt *Child) { return mentions(Child, V); }));
}

bool namesInside(const Stmt *S, SourceRange Nest, const VarDecl *But) {
  auto *Reference = dyn_cast_or_null<DeclRefExpr>(S);
  auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  return S && ((Variable && Variable != But && Nest.fullyContains(Variable->getLocation())) ||
               any_of(S->children(), [&](const Stmt *Child) { return namesInside(Child, Nest, But); }));
}

bool namesBody(const Stmt *S, const Loop &L) {
  auto *Reference = dyn_cast_or_null<DeclRefExpr>(S);
  auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  return S && ((Variable && L.Levels[0].Loop->getSourceRange().fullyContains(Variable->getLocation()) &&
                none_of(L.Levels, [&](const Level &At) { return At.Index == Variable; })) ||
               any_of(S->children(), [&](const Stmt *Child) { return namesBody(Child, L); }));
}

bool encloses(const Stmt *Outer, const Stmt *S) {
  return Outer &&
         (Outer == S || any_of(Outer->children(), [&](const Stmt *Child) { return encloses(Child, S); }));
}

} // namespace njmpi
