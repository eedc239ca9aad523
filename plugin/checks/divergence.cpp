// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-divergence of annotated loops: all ranks of a loop have to reach it, so that what decides whether
// they do must not differ between them. Only what certainly differs is reported: a comparison of rank() with
// constants, elements of the rank's own block, the clock, and numbers made from them that nothing combines.
#include "checks/loops.h"
#include "facts/loop_reader.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

bool isNamed(const FunctionDecl *F, StringRef Name) {
  return F && F->getIdentifier() && F->getName() == Name;
}

bool isOfLibrary(const FunctionDecl *F) {
  auto *Space = F ? dyn_cast<NamespaceDecl>(F->getDeclContext()->getRedeclContext()) : nullptr;
  return Space && Space->getIdentifier() && Space->getName() == "njmpi";
}

/// njmpi::rank(), of the world.
bool isRank(const Stmt *S) {
  auto *Call = dyn_cast<CallExpr>(S);
  return Call && !isa<CXXMemberCallExpr>(Call) && isNamed(Call->getDirectCallee(), "rank") &&
         isOfLibrary(Call->getDirectCallee()) &&
         (Call->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(Call->getArg(0)));
}

class Divergence {
  const std::vector<Loop> &Loops;
  Reporter &Report;
  ASTContext &Context;
  const Stmt *Body;

  struct Condition {
    const Expr *E = nullptr;
    const VarDecl *Through = nullptr; ///< a variable that makes it differ, if not E itself
  };
  std::vector<Condition> Around; ///< conditions that the ranks decide differently
  Condition Left;                ///< some ranks have left before
  bool LeftFunction = false;

public:
  Divergence(const Kernel &K, const std::vector<Loop> &Loops, Reporter &Report)
      : Loops(Loops), Report(Report), Context(Report.context()), Body(K.Function->getBody()) {}

  void run() { visit(Body); }

private:
  const Loop *annotated(const Stmt *S) const {
    S = S ? bareStatement(S) : nullptr;
    auto Found =
        find_if(Loops, [&](const Loop &L) { return L.Mark && !L.Levels.empty() && L.Levels[0].Loop == S; });
    return Found == Loops.end() ? nullptr : &*Found;
  }
  size_t loopsIn(const Stmt *S) const {
    size_t Sum = annotated(S) != nullptr;
    if (S && !Sum)
      for (const Stmt *Child : S->children())
        Sum += loopsIn(Child);
    return Sum;
  }

  // ---- what differs ----

  /// Elements of the rank's own block, its extents, its clock.
  bool isOwn(const Stmt *S) const {
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(S))
      return Operator->getOperator() == OO_Call && isFieldType(Operator->getArg(0)->getType());
    if (auto *Member = dyn_cast<CXXMemberCallExpr>(S))
      return isFieldType(Member->getObjectType()) &&
             (isNamed(Member->getMethodDecl(), "owned") || isNamed(Member->getMethodDecl(), "local"));
    auto *Call = dyn_cast<CallExpr>(S);
    return Call && isNamed(Call->getDirectCallee(), "wtime") && isOfLibrary(Call->getDirectCallee());
  }

  bool isOwnNumber(const Expr *E, const VarDecl *&Through) const {
    return anyWithin(E, [&](const Stmt *S) {
      if (isOwn(S))
        return true;
      auto *Reference = dyn_cast<DeclRefExpr>(S);
      auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
      if (!Variable || !holdsOwnNumber(Variable))
        return false;
      Through = Variable;
      return true;
    });
  }

  /// Whether a local variable is made from the rank's own values, and from nothing else that could combine
  /// them.
  bool holdsOwnNumber(const VarDecl *V) const {
    if (!V->hasLocalStorage() || isa<ParmVarDecl>(V) || !V->getType()->isArithmeticType() || isMade)
      return false;
    if (auto Known = Own.find(V); Known != Own.end())
      return Known->second;
    isMade = true; // a variable made from variables is not followed further
    bool FromOwn = false, Other = false;
    const VarDecl *Ignored = nullptr;
    if (V->hasInit())
      FromOwn |= isOwnNumber(V->getInit(), Ignored);
    scan(Body, V, FromOwn, Other);
    isMade = false;
    return Own[V] = FromOwn && !Other;
  }
  mutable bool isMade = false;
  mutable std::map<const VarDecl *, bool> Own; ///< what is known of variables

  /// Assignments of V from the rank's own values, and everything else that may change it but a start value.
  void scan(const Stmt *S, const VarDecl *V, bool &Own, bool &Other) const {
    if (!S)
      return;
    if (const Loop *L = annotated(S)) { // what it reduces is the same on all ranks
      Other |= any_of(L->Reductions, [&](const Reduction &R) { return R.Variable == V; });
      return;
    }
    auto isV = [&](const Stmt *E) {
      auto *Reference = dyn_cast<DeclRefExpr>(cast<Expr>(E)->IgnoreParenImpCasts());
      return Reference && Reference->getDecl() == V;
    };
    if (auto *Cast = dyn_cast<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue)
      if (isV(Cast))
        return;
    if (auto *Assignment = dyn_cast<BinaryOperator>(S);
        Assignment && Assignment->isAssignmentOp() && isV(Assignment->getLHS())) {
      const VarDecl *Ignored = nullptr;
      const bool FromOwn = isOwnNumber(Assignment->getRHS(), Ignored);
      Expr::EvalResult Constant;
      Own |= FromOwn;
      Other |= !FromOwn && !Assignment->isCompoundAssignmentOp() &&
               !Assignment->getRHS()->EvaluateAsRValue(Constant, Context);
      return;
    }
    // std::max(v, ...) reads it; anything else that takes it by reference may combine it.
    if (auto *Call = dyn_cast<CallExpr>(S);
        Call && Call->getDirectCallee() && Call->getDirectCallee()->isInStdNamespace()) {
      for (const Expr *Argument : Call->arguments())
        if (!isV(Argument))
          scan(Argument, V, Own, Other);
      return;
    }
    auto *Reference = dyn_cast<DeclRefExpr>(S);
    Other |= Reference && Reference->getDecl() == V;
    if (auto *Lambda = dyn_cast<LambdaExpr>(S))
      for (const LambdaCapture &C : Lambda->captures())
        Other |= C.capturesVariable() && C.getCapturedVar() == V;
    for (const Stmt *Child : S->children())
      scan(Child, V, Own, Other);
  }

  /// The value of an expression of rank() and constants on one rank.
  std::optional<int64_t> onRank(const Expr *E, int64_t Rank) const {
    E = E->IgnoreParenImpCasts();
    Expr::EvalResult Constant;
    if (!E->isValueDependent() && E->EvaluateAsInt(Constant, Context))
      return Constant.Val.getInt().getExtValue();
    if (isRank(E))
      return Rank;
    if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
      auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      if (!Variable || !Variable->getType().isConstQualified() || !Variable->hasLocalStorage() ||
          !Variable->hasInit())
        return std::nullopt;
      return onRank(Variable->getInit(), Rank);
    }
    if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_LNot) {
      const auto Value = onRank(Unary->getSubExpr(), Rank);
      return Value ? std::optional<int64_t>(!*Value) : std::nullopt;
    }
    auto *Binary = dyn_cast<BinaryOperator>(E);
    if (!Binary)
      return std::nullopt;
    const auto L = onRank(Binary->getLHS(), Rank), R = onRank(Binary->getRHS(), Rank);
    if (!L || !R)
      return std::nullopt;
    switch (Binary->getOpcode()) {
    case BO_EQ:
      return *L == *R;
    case BO_NE:
      return *L != *R;
    case BO_LT:
      return *L < *R;
    case BO_GT:
      return *L > *R;
    case BO_LE:
      return *L <= *R;
    case BO_GE:
      return *L >= *R;
    case BO_LAnd:
      return *L && *R;
    case BO_LOr:
      return *L || *R;
    case BO_Add:
      return *L + *R;
    case BO_Sub:
      return *L - *R;
    case BO_Mul:
      return *L * *R;
    case BO_And:
      return *L & *R;
    case BO_Rem:
      return *R ? std::optional<int64_t>(*L % *R) : std::nullopt;
    case BO_Div:
      return *R ? std::optional<int64_t>(*L / *R) : std::nullopt;
    default:
      return std::nullopt;
    }
  }
  bool differsByRank(const Expr *E) const {
    std::optional<bool> First;
    for (int64_t Rank = 0; Rank < 8; ++Rank) {
      const auto Value = onRank(E, Rank);
      if (!Value)
        return false;
      if (First && *First != (*Value != 0))
        return true;
      First = *Value != 0;
    }
    return false;
  }

  /// How a field that is declared in the kernel says where it lives; empty if it is not.
  std::string declared(const Array &A) const {
    auto *Variable = dyn_cast_or_null<VarDecl>(A.Variable);
    return Variable && Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable) &&
                   !Variable->getType()->isReferenceType() && Variable->hasInit()
               ? sourceText(Variable->getInit(), Context)
               : "";
  }
  /// A loop over all ranks of the world, for certain.
  bool isOfWorld(const Loop &L) const {
    return L.Mark->Communicator.isInvalid() && all_of(L.Arrays, [&](const Array &A) {
             const std::string Text = A.Kind == ArrayKind::Field ? declared(A) : "{}";
             return !Text.empty() && !StringRef(Text).contains("comm") &&
                    !StringRef(Text).contains("aligned_with");
           });
  }
  /// A loop of one rank alone.
  bool isOfSelf(const Loop &L) const {
    return any_of(L.Arrays, [&](const Array &A) {
      return A.Kind == ArrayKind::Field && StringRef(declared(A)).contains("self");
    });
  }

  Condition different(const Expr *E) const {
    Condition C;
    if (!E || E->isValueDependent() || E->isTypeDependent())
      return C;
    const VarDecl *Through = nullptr;
    if (isOwnNumber(E, Through) || differsByRank(E)) {
      C.E = E;
      C.Through = Through;
    }
    return C;
  }

  // ---- the way through the kernel ----

  static bool leaves(const Stmt *S, bool &Function) {
    if (auto *Block = dyn_cast_or_null<CompoundStmt>(S))
      S = Block->body_empty() ? nullptr : Block->body_back();
    Function = isa_and_nonnull<ReturnStmt>(S);
    return Function || isa_and_nonnull<BreakStmt, ContinueStmt>(S);
  }

  void reached(const Loop &L) {
    Condition Why = Left;
    if (!Around.empty())
      Why = Around.back();
    if (!Why.E || isOfSelf(L) || (differsByRank(Why.E) && !isOfWorld(L)))
      return;
    Finding F{L.Mark->Location,
              "divergence",
              "not every rank reaches this loop: '" + Report.text(Why.E) + "' differs between the ranks",
              {},
              {},
              {}};
    F.Notes.push_back({Why.E->getExprLoc(), "the condition is here"});
    if (Why.Through)
      F.Notes.push_back(
          {Why.Through->getLocation(),
           "'" + Why.Through->getName().str() + "' is made from this rank's own values and never combined"});
    Report.warning(F);
    Left = {};
  }

  void under(const Condition &C, const Stmt *S) {
    if (C.E)
      Around.push_back(C);
    visit(S);
    if (C.E)
      Around.pop_back();
  }

  void visit(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const Loop *L = annotated(S)) {
      reached(*L);
      return;
    }
    if (auto *If = dyn_cast<IfStmt>(S); If && If->isConsteval())
      return visit(atRunTime(*If));
    if (auto *If = dyn_cast<IfStmt>(S)) {
      const Condition C = different(If->getCond());
      // Both sides with as many loops: they may be the same ones.
      const bool Even = loopsIn(If->getThen()) == loopsIn(If->getElse());
      under(Even ? Condition() : C, If->getThen());
      under(Even ? Condition() : C, If->getElse());
      bool Function = false;
      if (C.E && Even && !Left.E && leaves(If->getThen(), Function) && !If->getElse()) {
        Left = C;
        LeftFunction = Function;
      }
      return;
    }
    const Expr *Repeats = nullptr;
    const Stmt *Inside = nullptr;
    if (auto *While = dyn_cast<WhileStmt>(S))
      Repeats = While->getCond(), Inside = While->getBody();
    else if (auto *Do = dyn_cast<DoStmt>(S))
      Repeats = Do->getCond(), Inside = Do->getBody();
    else if (auto *For = dyn_cast<ForStmt>(S))
      Repeats = For->getCond(), Inside = For->getBody();
    else if (auto *Range = dyn_cast<CXXForRangeStmt>(S))
      Inside = Range->getBody();
    if (Inside) {
      under(different(Repeats), Inside);
      if (!LeftFunction)
        Left = {};
      return;
    }
    for (const Stmt *Child : S->children())
      visit(Child);
  }
};

} // namespace

void checkDivergence(const Kernel &K, const std::vector<Loop> &Loops, Reporter &Report) {
  if (K.Function->getBody() && !K.IsPattern)
    Divergence(K, Loops, Report).run();
}

} // namespace njmpi
