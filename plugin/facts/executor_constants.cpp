// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the executor knows of MPI's constants, and of comparisons with literals.
#include "facts/executor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

/// The outermost macro of MPI whose text begins here, if the location is in one.
StringRef Executor::macroOfMpi(SourceLocation Loc) const {
  const SourceManager &SM = Context.getSourceManager();
  StringRef Found;
  while (Loc.isMacroID()) {
    if (SM.isMacroArgExpansion(Loc)) {
      Loc = SM.getImmediateSpellingLoc(Loc);
      continue;
    }
    const StringRef Name = Lexer::getImmediateMacroName(Loc, SM, Context.getLangOpts());
    if (Name.starts_with("MPI_"))
      Found = Name;
    Loc = SM.getImmediateExpansionRange(Loc).getBegin();
  }
  return Found;
}

/// A handle or a special value that is spelled by its name; undefined for anything else.
Value Executor::constantOfMpi(const Expr *E) {
  const Expr *Plain = E->IgnoreParenCasts();
  StringRef Name;
  if (!isa<DeclRefExpr, IntegerLiteral, UnaryOperator>(Plain))
    return Value();
  if (auto *U = dyn_cast<UnaryOperator>(Plain);
      U && U->getOpcode() != UO_Minus && U->getOpcode() != UO_AddrOf)
    return Value();
  if (E->getBeginLoc().isMacroID())
    Name = macroOfMpi(E->getBeginLoc());
  if (Name.empty()) {
    // Open MPI's handles, where the macros are gone: &ompi_mpi_comm_world.
    auto *U = dyn_cast<UnaryOperator>(Plain);
    auto *Reference = U ? dyn_cast<DeclRefExpr>(U->getSubExpr()->IgnoreParens()) : nullptr;
    StringRef Global =
        Reference && Reference->getDecl()->getIdentifier() ? Reference->getDecl()->getName() : "";
    if (!Global.consume_front("ompi_"))
      return Value();
    std::string Upper = Global.upper();
    if (!StringRef(Upper).starts_with("MPI_"))
      Upper = "MPI_" + Upper;
    if (StringRef(Upper).starts_with("MPI_OP_") && Upper != "MPI_OP_NULL")
      Upper.erase(4, 3);
    Name = Context.Idents.get(Upper).getName();
  }
  if (const auto Kind = handleKind(E->getType()))
    return Value::handle(predefined(*Kind, Name));
  if (const auto Kind = handleKind(E->IgnoreParenImpCasts()->getType()))
    return Value::handle(predefined(*Kind, Name));
  Expr::EvalResult Number;
  if (E->isValueDependent())
    return Value();
  if (E->getType()->isIntegralOrEnumerationType() && E->EvaluateAsInt(Number, Context))
    return Value::integer(Number.Val.getInt().getExtValue(), Name);
  const Expr *Inner = Plain;
  if (Inner->getType()->isIntegralOrEnumerationType() && Inner->EvaluateAsInt(Number, Context))
    return Value::integer(Number.Val.getInt().getExtValue(), Name);
  return Value();
}

/// What a comparison with a literal tells of the worlds that the program is written for.
void Executor::guard(BinaryOperatorKind Op, Value L, Value R) {
  if (!R.Name.empty()) {
    std::swap(L, R);
    Op = BinaryOperator::isEqualityOp(Op) ? Op : BinaryOperator::reverseComparisonOp(Op);
  }
  if (!Guards || !R.Name.empty() || R.Number < 0 || R.Number > 64)
    return;
  // A large bound is one of tables, not what the program is about.
  auto atLeast = [&](int64_t N) { Result.LeastSize = std::max<unsigned>(Result.LeastSize, N > 8 ? 1 : N); };
  if (L.Name == RankName) {
    if (Op == BO_EQ)
      atLeast(R.Number + 1);
  } else if (L.Name == SizeName) {
    if ((Op == BO_GT || Op == BO_GE) && !UpperGuards)
      return;
    if (Op == BO_LT || Op == BO_GE)
      atLeast(R.Number);
    else if (Op == BO_LE || Op == BO_GT)
      atLeast(R.Number + 1);
    else if (R.Number > 1 && R.Number <= 8)
      Result.ExactSize = R.Number;
  }
}

namespace {

/// Variables of a function that are changed more than once, or by what they were.
void findCounters(const Stmt *S, DenseSet<const VarDecl *> &Assigned, DenseSet<const VarDecl *> &Into) {
  if (!S)
    return;
  auto Variable = [](const Expr *E) {
    auto *Reference = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  };
  if (auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp()) {
    if (const VarDecl *V = Variable(Unary->getSubExpr()))
      Into.insert(V);
  } else if (auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp()) {
    if (const VarDecl *V = Variable(Binary->getLHS());
        V && (Binary->isCompoundAssignmentOp() || V->hasInit() || !Assigned.insert(V).second))
      Into.insert(V);
  }
  for (const Stmt *Child : S->children())
    findCounters(Child, Assigned, Into);
}

} // namespace

/// A variable that takes several values, as the index of a loop does: comparing the size with it is no guard.
bool Executor::counts(const Expr *E) {
  auto *Reference = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  auto *Function = Variable ? dyn_cast<FunctionDecl>(Variable->getDeclContext()) : nullptr;
  if (!Function || !Function->getBody())
    return false;
  auto [It, New] = Left.Counters.try_emplace(Function);
  if (New) {
    DenseSet<const VarDecl *> Assigned;
    findCounters(Function->getBody(), Assigned, It->second);
  }
  return It->second.contains(Variable);
}

Value Executor::truncate(Value V, QualType To) {
  if (V.isInteger() && To->isIntegralOrEnumerationType() && !To->isBooleanType()) {
    const unsigned Width = Context.getIntWidth(To);
    if (Width < 64) {
      const int64_t Old = V.Number;
      V.Number = To->isSignedIntegerOrEnumerationType()
                     ? int64_t(uint64_t(V.Number) << (64 - Width)) >> (64 - Width)
                     : int64_t(uint64_t(V.Number) << (64 - Width) >> (64 - Width));
      if (V.Number != Old)
        V.Name = {};
    }
  }
  return V;
}

} // namespace njmpi::execution
