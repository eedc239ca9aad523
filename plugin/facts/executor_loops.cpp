// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's loops: how often they run, and what is not known any more after those that are not executed
// whole.
#include "facts/executor.h"
#include "facts/types.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

namespace {

constexpr int64_t MostTrips = 70;         ///< of a loop that communicates and is executed whole
constexpr unsigned MostSilentTrips = 600; ///< of one that does not

} // namespace

bool Executor::communicates(const Stmt *S) {
  if (!S)
    return false;
  auto [It, New] = Left.Communicates.try_emplace(S, false);
  if (!New)
    return It->second;
  bool Found = false;
  if (auto *E = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *F = E->getDirectCallee();
    if (F && F->getIdentifier() && (F->getName().starts_with("MPI_") || inNamespace(F, "njmpi")))
      Found = true;
    else if (F && F->getBody() && !Context.getSourceManager().isInSystemHeader(F->getLocation()))
      Found = communicates(F->getBody());
  }
  for (const Stmt *Child : S->children())
    Found = Found || communicates(Child);
  Left.Communicates[S] = Found;
  return Found;
}

std::optional<int64_t> Executor::trips(const Stmt *Loop, const Expr *Condition, const Expr *Step) {
  auto *Test = dyn_cast_or_null<BinaryOperator>(Condition ? Condition->IgnoreParenImpCasts() : nullptr);
  if (!Step || !Test || !Test->isComparisonOp())
    return std::nullopt;
  if (!isa<DeclRefExpr>(Test->getLHS()->IgnoreParenImpCasts()))
    return std::nullopt;
  const Value L = evaluate(Test->getLHS()), R = evaluate(Test->getRHS());
  int64_t By = 1;
  if (auto *Assignment = dyn_cast<BinaryOperator>(Step->IgnoreParenImpCasts()))
    if (Assignment->isCompoundAssignmentOp())
      if (const Value V = evaluate(Assignment->getRHS()); V.isInteger() && V.Number)
        By = V.Number;
  if (!L.isInteger() || !R.isInteger())
    return std::nullopt;
  return std::abs(R.Number - L.Number) / std::abs(By) + 1;
}

/// Whether ranks may find it different, by their number or by what they were sent.
bool Executor::dependsOnData(const Value &V) const {
  return V.isUndefined() || (V.isSymbol() && (V.OfRank || FromOthers.contains(V.Id)));
}

/// Of a loop: whether it has no end of its own.
bool Executor::isTrue(const Expr *Condition) const {
  bool Result = true;
  return !Condition ||
         (!Condition->isValueDependent() && Condition->EvaluateAsBooleanCondition(Result, Context) && Result);
}

Executor::Flow Executor::executeLoop(const Stmt *Loop, const Expr *Condition, const Expr *Step,
                                     const Stmt *Body, bool BodyFirst) {
  const bool Communicating = communicates(Body) || communicates(Condition);
  if (Communicating)
    if (const auto Trips = trips(Loop, Condition, Step); Trips && *Trips > MostTrips)
      return stop(Ending::GaveUp, Loop->getBeginLoc());
  const bool Endless = Communicating && isTrue(Condition);
  unsigned Unknown = 0;
  for (unsigned Trip = 0;; ++Trip) {
    if (Endless && Trip > MostTrips)
      return stop(Ending::GaveUp, Loop->getBeginLoc());
    const SaveAndRestore Repeated(Again, Communicating ? Trip > 0 : Again);
    if (!BodyFirst || Trip) {
      if (Condition) {
        if (auto *While = dyn_cast<WhileStmt>(Loop); While && While->getConditionVariable())
          declare(While->getConditionVariable());
        const SaveAndRestore Ends(Leaving, Communicating ? Loop->getBeginLoc() : SourceLocation());
        const Value V = evaluate(Condition);
        const bool Open = V.isSymbol() || V.isUndefined();
        const bool Last = Open && Unknown >= Answers.mostTrips();
        const bool Taken =
            !Stopped && decide(V, Condition->getExprLoc(), Last, Last ? std::optional(false) : std::nullopt);
        if (Stopped)
          return Flow::Stop;
        Unknown += Open;
        Result.Shortened |= Last && Communicating && dependsOnData(V);
        if (Taken && Last && Unknown > Answers.mostTrips() + 2)
          return stop(Ending::GaveUp, Loop->getBeginLoc());
        if (!Taken) {
          if (Open)
            Answers.leaves(Condition->getExprLoc());
          return Flow::Next;
        }
      }
      if (!Communicating && Trip >= MostSilentTrips) {
        havoc(Loop);
        return Flow::Next;
      }
    }
    const Flow Result = [&] {
      const SaveAndRestore Within(TalkingLoop, Communicating ? Loop->getBeginLoc() : SourceLocation());
      const SaveAndRestore Last(LastPass, Endless && Trip >= Answers.mostTrips() ? Frames.size() : 0);
      return execute(Body);
    }();
    if (Result == Flow::Break)
      return Flow::Next;
    if (Result == Flow::Return || Result == Flow::Jump || Result == Flow::Stop)
      return Result;
    if (Step)
      Step->isGLValue() ? place(Step) : evaluate(Step);
    if (!step(Loop->getBeginLoc()))
      return Flow::Stop;
  }
}

/// Forgets what a statement may have changed.
void Executor::havoc(const Stmt *S) {
  if (!S)
    return;
  const Expr *Changed = nullptr;
  if (auto *B = dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp())
    Changed = B->getLHS();
  else if (auto *U = dyn_cast<UnaryOperator>(S);
           U && (U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf))
    Changed = U->getSubExpr();
  if (Changed) {
    const Value Where = place(Changed);
    if (Where.isPointer())
      blur(Where.Id);
  }
  for (const Stmt *Child : S->children())
    havoc(Child);
}

} // namespace njmpi::execution
