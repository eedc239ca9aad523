// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's statements: which are reached.
#include "facts/executor.h"
#include "facts/types.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Sema/Sema.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

namespace {

constexpr uint64_t MostSteps = 30'000; ///< of one rank
constexpr size_t MostEvents = 3'000;   ///< of one rank

} // namespace

Executor::Executor(Sema &S, const Root &R, World &W, Assignment &Answers, Budget &Left, unsigned Rank)
    : S(S), Context(S.Context), Start(R), Shared(W), Answers(Answers), Left(Left) {
  Result.Rank = Rank;
  Result.Objects.emplace_back(); // no object has the number zero
  if (R.OfKernel)
    for (const Call &C : R.OfKernel->Calls)
      NjmpiCalls[C.Expr] = &C;
}

Trace Executor::run() {
  const FunctionDecl *F = Start.Function;
  Frames.emplace_back();
  Frames.back().Function = F;
  for (const ParmVarDecl *P : F->parameters()) {
    Object O;
    O.Key = identity(P);
    O.Variable = P;
    O.Type = P->getType().getNonReferenceType();
    O.Where = P->getLocation();
    O.Bytes = bytesOf(O.Type);
    O.Blurred = true;
    if (P->getType()->isReferenceType()) { // what it refers to is outside
      O.Outside = true;
      const uint64_t Referred = make(O);
      Object Reference;
      Reference.Key = identity(P, 1);
      Reference.Variable = P;
      Reference.Where = P->getLocation();
      Reference.Cells[0] = {Value::pointer(Referred, 0), 8};
      Frames.back().Variables[P] = make(Reference);
      continue;
    }
    const uint64_t Id = make(O);
    Frames.back().Variables[P] = Id;
    Frames.back().Declared.push_back(Id);
    if (isContainer(O.Type) && !isView(O.Type) && !isStdArray(O.Type)) { // a copy, with elements of its own
      makeElements(Value::pointer(Id, 0), O.Type, Value::symbol(identity(P, 54)), nullptr);
      if (const Value Elements = elements(Value::pointer(Id, 0), O.Type); Elements.isPointer())
        object(Elements.Id).Blurred = true;
    }
  }
  Flow End = execute(F->getBody());
  if (End == Flow::Jump)
    End = stop(Ending::GaveUp, F->getLocation());
  if (End != Flow::Stop && !Stopped) {
    Result.End = Ending::Returned;
    if (Result.EndsAt.isInvalid())
      Result.EndsAt = F->getBody()->getEndLoc();
    // An error that is noticed ends the program in its own way.
    const Value &Status = Frames.back().Returned;
    if (Start.IsMain && Status.isInteger() && Status.Number != 0 && !Answers.asked().empty())
      Result.End = Ending::Exited;
    if (Start.IsMain)
      for (const FunctionDecl *Last : reverse(AtExit))
        if (const FunctionDecl *Body = nullptr; Last->hasBody(Body))
          enter(Body, {}, std::nullopt, F->getBody());
    if (!Start.IsMain) {
      for (Handle &H : Result.Handles)
        H.Handed |= !H.Escaped;
      escape(Frames.back().Returned);
      for (uint64_t Id = 1; Id < Result.Objects.size(); ++Id)
        if (object(Id).Outside)
          escapeHandles(Id);
    }
    endScope(0);
  }
  return std::move(Result);
}

Executor::Flow Executor::stop(Ending How, SourceLocation Where) {
  if (!Stopped) {
    Result.End = How;
    Result.EndsAt = Where;
  }
  Stopped = true;
  return Flow::Stop;
}

bool Executor::step(SourceLocation Where) {
  if (Stopped)
    return false;
  if (++Steps > MostSteps || Left.Steps == 0 || Result.Events.size() > MostEvents) {
    stop(Ending::GaveUp, Where);
    return false;
  }
  --Left.Steps;
  return true;
}

// ---- statements ----

static bool isLabelled(const Stmt *S, const LabelDecl *As) {
  for (auto *Label = dyn_cast<LabelStmt>(S); Label; Label = dyn_cast<LabelStmt>(Label->getSubStmt()))
    if (Label->getDecl() == As)
      return true;
  return false;
}

Executor::Flow Executor::executeBlock(ArrayRef<const Stmt *> Body) {
  const size_t Outer = Frames.back().Declared.size();
  Flow Result = Flow::Next;
  for (const auto *S = Body.begin(); S != Body.end(); ++S) {
    Result = execute(*S);
    if (Result == Flow::Jump) {
      const auto *Behind =
          std::find_if(S + 1, Body.end(), [&](const Stmt *Each) { return isLabelled(Each, Target); });
      if (Behind == Body.end())
        break;
      S = Behind - 1;
      Result = Flow::Next;
    } else if (Result != Flow::Next) {
      break;
    }
  }
  if (!Stopped)
    endScope(Outer);
  return Result;
}

/// What catches an exception is not followed.
Executor::Flow Executor::executeTry(const CXXTryStmt *S) {
  ++Trying;
  const Flow End = execute(S->getTryBlock());
  --Trying;
  return End;
}

/// An exception that nobody catches here: what destroys a variable may wait for what is open.
void Executor::unwind(SourceLocation Where) {
  if (!Trying && !Start.IsMain) {
    SmallVector<uint64_t, 32> Declared;
    for (Frame &F : Frames)
      Declared.append(F.Declared.begin(), F.Declared.end()), F.Declared.clear();
    Frames.back().Declared.assign(Declared.begin(), Declared.end());
    for (uint64_t Id = 1; Id < Result.Objects.size(); ++Id)
      if (object(Id).Outside)
        escapeHandles(Id);
    endScope(0);
  }
  stop(Trying || Start.IsMain ? Ending::Exited : Ending::Thrown, Where);
}

void Executor::endScope(size_t From) {
  while (Frames.back().Declared.size() > From) {
    const uint64_t Id = Frames.back().Declared.back();
    Frames.back().Declared.pop_back();
    if (Context.getLangOpts().CPlusPlus)
      destroy(Id);
    if (Stopped)
      return;
    object(Id).Dead = true;
    auto Died = [&](uint64_t Dead) {
      if (!Watched.contains(Dead))
        return;
      Event &E = addEvent(EventKind::Died, nullptr);
      E.Place = {Dead, 0, object(Dead).Bytes, true};
      E.Where = object(Dead).Where;
    };
    Died(Id);
    if (auto Found = Owned.find(Id); Found != Owned.end())
      for (uint64_t Elements : Found->second)
        Died(Elements);
    if (isOwner(object(Id).Type))
      if (const Value What = load(Value::pointer(Id, 0), Context.VoidPtrTy, nullptr); What.isPointer())
        Died(What.Id);
  }
}

Executor::Flow Executor::execute(const Stmt *S) {
  if (!S)
    return Flow::Next;
  if (!step(S->getBeginLoc()))
    return Flow::Stop;
  switch (S->getStmtClass()) {
  case Stmt::CompoundStmtClass: {
    SmallVector<const Stmt *, 16> Body(cast<CompoundStmt>(S)->body_begin(),
                                       cast<CompoundStmt>(S)->body_end());
    return executeBlock(Body);
  }
  case Stmt::DeclStmtClass:
    for (const Decl *D : cast<DeclStmt>(S)->decls())
      if (auto *V = dyn_cast<VarDecl>(D))
        declare(V);
    return Stopped ? Flow::Stop : Flow::Next;
  case Stmt::IfStmtClass:
    return executeIf(cast<IfStmt>(S));
  case Stmt::ForStmtClass: {
    auto *For = cast<ForStmt>(S);
    const size_t Outer = Frames.back().Declared.size();
    Flow Result = For->getInit() ? execute(For->getInit()) : Flow::Next;
    if (Result == Flow::Next)
      Result = executeLoop(For, For->getCond(), For->getInc(), For->getBody(), false);
    if (!Stopped)
      endScope(Outer);
    return Result;
  }
  case Stmt::WhileStmtClass:
    return executeLoop(S, cast<WhileStmt>(S)->getCond(), nullptr, cast<WhileStmt>(S)->getBody(), false);
  case Stmt::DoStmtClass:
    return executeLoop(S, cast<DoStmt>(S)->getCond(), nullptr, cast<DoStmt>(S)->getBody(), true);
  case Stmt::CXXForRangeStmtClass:
    return executeRange(cast<CXXForRangeStmt>(S));
  case Stmt::SwitchStmtClass:
    return executeSwitch(cast<SwitchStmt>(S));
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    return execute(cast<SwitchCase>(S)->getSubStmt());
  case Stmt::LabelStmtClass:
    return execute(cast<LabelStmt>(S)->getSubStmt());
  case Stmt::AttributedStmtClass:
    return execute(cast<AttributedStmt>(S)->getSubStmt());
  case Stmt::ReturnStmtClass: {
    auto *Return = cast<ReturnStmt>(S);
    if (const Expr *E = Return->getRetValue()) {
      const Value Returned = E->isGLValue() ? place(E) : evaluate(E);
      Frames.back().Returned = Returned;
      Frames.back().ReturnsPlace = E->isGLValue();
      if (const Value &V = Frames.back().Returned; V.isPointer() || V.Kind == ValueKind::Aggregate)
        Owned.erase(V.Id); // what is returned lives on
    }
    if (Frames.size() == 1)
      Result.EndsAt = Return->getReturnLoc();
    return Stopped ? Flow::Stop : Flow::Return;
  }
  case Stmt::BreakStmtClass:
    return Flow::Break;
  case Stmt::ContinueStmtClass:
    return Flow::Continue;
  case Stmt::NullStmtClass:
    return Flow::Next;
  case Stmt::CXXTryStmtClass:
    return executeTry(cast<CXXTryStmt>(S));
  case Stmt::GotoStmtClass:
    // Forward, to a label of a block around it: what C does in place of exceptions.
    Target = cast<GotoStmt>(S)->getLabel();
    if (Context.getSourceManager().isBeforeInTranslationUnit(S->getBeginLoc(),
                                                             Target->getStmt()->getBeginLoc()))
      return Flow::Jump;
    return stop(Ending::GaveUp, S->getBeginLoc());
  case Stmt::IndirectGotoStmtClass:
  case Stmt::CoroutineBodyStmtClass:
    return stop(Ending::GaveUp, S->getBeginLoc());
  default:
    if (auto *E = dyn_cast<Expr>(S)) {
      E->isGLValue() ? place(E) : evaluate(E);
      return Stopped ? Flow::Stop : Flow::Next;
    }
    return stop(Ending::GaveUp, S->getBeginLoc());
  }
}

void Executor::declare(const VarDecl *V) {
  if (V->isStaticLocal() || V->hasExternalStorage()) {
    variable(V);
    return;
  }
  Object O;
  O.Key = identity(V, Declarations[V]++, Frames.size());
  O.Variable = V;
  O.Where = V->getLocation();
  if (V->getType()->isReferenceType()) {
    const Value Referred = V->getInit() ? place(V->getInit()) : Value();
    O.Cells[0] = {Referred, 8};
    Frames.back().Variables[V] = make(O);
    return;
  }
  O.Type = V->getType();
  O.Bytes = bytesOf(O.Type);
  const uint64_t Id = make(std::move(O));
  Frames.back().Variables[V] = Id;
  Frames.back().Declared.push_back(Id);
  if (const Expr *Init = V->getInit())
    initialize(Value::pointer(Id, 0), V->getType(), Init);
  if (auto *D = dyn_cast<DecompositionDecl>(V)) // names of its parts
    for (const BindingDecl *B : D->bindings())
      if (const Expr *E = B->getBinding()) {
        Object Part;
        Part.Key = identity(B, Frames.size());
        Part.Variable = B;
        Part.Where = B->getLocation();
        Part.Cells[0] = {place(E), 8};
        Frames.back().Variables[B] = make(std::move(Part));
      }
}

static const Stmt *lastOf(const Stmt *Branch) {
  auto *Body = dyn_cast_or_null<CompoundStmt>(Branch);
  return !Body ? Branch : Body->body_empty() ? nullptr : Body->body_back();
}

static bool leaves(const Stmt *Branch) {
  return isa_and_nonnull<BreakStmt, GotoStmt, ReturnStmt>(lastOf(Branch));
}

/// Whether a branch ends with the end of the program, or of the function.
static bool endsAll(const Stmt *S) {
  const Stmt *Last = lastOf(S);
  if (auto *E = dyn_cast_or_null<CallExpr>(Last)) {
    const FunctionDecl *F = E->getDirectCallee();
    return F && (F->isNoReturn() || (F->getIdentifier() && F->getName() == "MPI_Abort"));
  }
  return isa_and_nonnull<ReturnStmt>(Last);
}

Executor::Flow Executor::executeIf(const IfStmt *S) {
  if (S->isConsteval())
    return execute(atRunTime(*S));
  const size_t Outer = Frames.back().Declared.size();
  if (S->getInit())
    execute(S->getInit());
  if (S->isConstexpr() && S->getCond()->isValueDependent())
    return stop(Ending::GaveUp, S->getBeginLoc());
  if (const VarDecl *V = S->getConditionVariable())
    declare(V);
  bool Taken = false;
  {
    const SaveAndRestore Guarded(UpperGuards, communicates(S->getThen()) && !endsAll(S->getThen()));
    const SaveAndRestore Ends(
        Leaving, isa_and_nonnull<BreakStmt, GotoStmt>(lastOf(S->getThen())) ? TalkingLoop : SourceLocation());
    const Value V = evaluate(S->getCond());
    const bool Last = LastPass == Frames.size() && (leaves(S->getThen()) || leaves(S->getElse()));
    Taken = !Stopped && decide(V, S->getCond()->getExprLoc(), Last,
                               Last ? std::optional(leaves(S->getThen())) : std::nullopt);
    Result.Shortened |= Last && dependsOnData(V);
  }
  const Flow After = Stopped ? Flow::Stop : execute(Taken ? S->getThen() : S->getElse());
  if (!Stopped)
    endScope(Outer);
  return After;
}

Executor::Flow Executor::executeSwitch(const SwitchStmt *S) {
  if (S->getInit())
    execute(S->getInit());
  const Value V = evaluate(S->getCond());
  if (Stopped)
    return Flow::Stop;
  auto *Body = dyn_cast<CompoundStmt>(S->getBody());
  if (!Body)
    return stop(Ending::GaveUp, S->getBeginLoc());
  const Stmt *Target = nullptr, *Default = nullptr;
  SmallVector<const CaseStmt *, 8> Cases;
  for (const SwitchCase *Case = S->getSwitchCaseList(); Case; Case = Case->getNextSwitchCase())
    if (auto *C = dyn_cast<CaseStmt>(Case))
      Cases.push_back(C);
    else
      Default = Case;
  for (const CaseStmt *Case : reverse(Cases)) {
    const Value Low = evaluate(Case->getLHS());
    Value Hit = compare(BO_EQ, V, Low);
    if (Case->getRHS()) {
      if (!V.isInteger())
        return stop(Ending::GaveUp, S->getBeginLoc());
      const Value High = evaluate(Case->getRHS());
      Hit = Value::integer(V.Number >= Low.Number && V.Number <= High.Number);
    }
    // Without a default, one of the cases is meant to hold.
    const bool Last = Case == Cases.front() && !Default && V.isSymbol();
    if (Last || decide(Hit, Case->getBeginLoc())) {
      Target = Case;
      break;
    }
  }
  if (!Target)
    Target = Default;
  if (!Target)
    return Flow::Next;
  // From the label on: it stands in the block, maybe behind other labels.
  SmallVector<const Stmt *, 16> Rest;
  for (const Stmt *Child : Body->body()) {
    if (Rest.empty()) {
      const Stmt *Label = Child;
      while (Label != Target && isa<SwitchCase>(Label))
        Label = cast<SwitchCase>(Label)->getSubStmt();
      if (Label != Target)
        continue;
      Child = Target;
    }
    Rest.push_back(Child);
  }
  if (Rest.empty())
    return stop(Ending::GaveUp, S->getBeginLoc());
  const Flow Result = executeBlock(Rest);
  return Result == Flow::Break ? Flow::Next : Result;
}

} // namespace njmpi::execution
