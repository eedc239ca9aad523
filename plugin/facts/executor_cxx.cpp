// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's expressions that only C++ has: objects are constructed, moved and destroyed, lambdas and
// members are entered, references are followed.
#include "facts/executor.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

Value Executor::temporary(QualType Type, const Stmt *Site) {
  Object O;
  O.Key = fresh(Site);
  O.Type = Type;
  O.Where = Site->getBeginLoc();
  O.Bytes = bytesOf(Type);
  return Value::pointer(make(std::move(O)), 0);
}

void Executor::changed(uint64_t Id, StringRef How, const Stmt *Site) {
  if (!Watched.contains(Id))
    return;
  Event &E = addEvent(EventKind::Changed, Site);
  E.Place = {Id, 0, object(Id).Bytes, true};
  E.How = How;
}

namespace {

bool isMove(const CXXConstructExpr *E) { return E->getConstructor()->isMoveConstructor(); }

/// A class of the source, whose members are entered.
bool isOfSource(const CXXRecordDecl *Class, const ASTContext &Context) {
  return Class && !Context.getSourceManager().isInSystemHeader(Class->getLocation()) &&
         !inNamespace(Class, "njmpi") && !Class->isInStdNamespace();
}

} // namespace

/// Requests move: what they are moved from holds none.
void Executor::forget(const Value &Where, QualType Type) {
  if (!Where.isPointer() || !Where.OffsetKnown)
    return;
  const auto Bytes = bytesOf(Type);
  Object &O = object(Where.Id);
  SmallVector<int64_t, 4> Moved;
  for (auto It = O.Cells.lower_bound(Where.Number); It != O.Cells.end(); ++It) {
    if (Bytes && It->first >= Where.Number + *Bytes)
      break;
    if (It->second.Content.isHandle() && handle(It->second.Content.Id).Kind == HandleKind::Request)
      Moved.push_back(It->first);
  }
  for (int64_t At : Moved)
    if (const uint64_t Old = object(Where.Id).Cells[At].Content.Id; !handle(Old).Null)
      object(Where.Id).Cells[At].Content = Value::handle(spent(Old));
}

void Executor::construct(const Value &Where, const CXXConstructExpr *E) {
  const QualType Type = Context.getBaseElementType(E->getType());
  const CXXConstructorDecl *Constructor = E->getConstructor();
  const CXXRecordDecl *Class = Constructor->getParent();
  if (isContainer(Type)) {
    constructContainer(Where, E);
    return;
  }
  if (isOwner(Type)) {
    constructOwner(Where, E);
    return;
  }
  const bool Seen = Constructor->isUserProvided() && Constructor->hasBody() && isOfSource(Class, Context);
  if (E->getNumArgs() >= 1 && Constructor->isCopyOrMoveConstructor() && !Seen) {
    const Expr *From = E->getArg(0);
    const Value Source = From->isGLValue() ? place(From) : evaluate(From);
    store(Where, Type, Source.isPointer() ? load(Source, Type, nullptr) : Source, nullptr);
    if (isMove(E) && Source.isPointer()) {
      forget(Source, Type);
      release(Source, Type);
    } else if (From->isGLValue()) {
      copyContainers(Where, Type, E);
    }
    return;
  }
  if (const auto Kind = handleKind(Type)) {
    // njmpi::comm(handle), or none yet.
    Value V = Value::handle(nullHandle(*Kind));
    if (E->getNumArgs() >= 1 && !isa<CXXDefaultArgExpr>(E->getArg(0))) {
      const Value Given = E->getArg(0)->isGLValue() ? place(E->getArg(0)) : evaluate(E->getArg(0));
      V = Given.isHandle() ? Given : leaf(fresh(E), Type, E->getBeginLoc());
    }
    store(Where, Type, V, nullptr);
    return;
  }
  SmallVector<Value, 4> Arguments;
  for (const Expr *A : E->arguments())
    Arguments.push_back(A->isGLValue() ? place(A) : evaluate(A));
  if (Stopped || !Where.isPointer())
    return;
  if (E->requiresZeroInitialization())
    object(Where.Id).Zeroed = true;
  const FunctionDecl *Body = nullptr;
  if (!isOfSource(Class, Context)) {
    if (is_contained({"thread", "jthread"}, classNameIn(Type, "std")) && !Arguments.empty())
      addEvent(EventKind::Opaque, E).Name = Class->getNameAsString(); // messages of its own
    if (inNamespace(Class, "njmpi"))
      object(Where.Id).Zeroed = true; // null requests, empty statuses
    else
      object(Where.Id).Blurred = true;
    for (const Value &A : Arguments)
      escape(A);
    return;
  }
  if (!Constructor->hasBody(Body)) {
    initializeFields(Where, Class, nullptr);
    return;
  }
  enterConstructor(Where, cast<CXXConstructorDecl>(Body), Arguments, E);
}

/// Default member initialisers, and members of classes that start empty.
void Executor::initializeFields(const Value &Where, const CXXRecordDecl *Class,
                                const CXXConstructorDecl *Done) {
  if (!Class->hasDefinition() || Class->isInvalidDecl() || Class->isDependentContext())
    return;
  for (const FieldDecl *Field : Class->fields()) {
    if (Done && any_of(Done->inits(), [&](const CXXCtorInitializer *I) { return I->getMember() == Field; }))
      continue;
    const Value At = add(
        Where, Value::integer(Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity()), 1);
    if (const Expr *Init = Field->hasInClassInitializer() ? Field->getInClassInitializer() : nullptr)
      initialize(At, Field->getType(), Init);
    else if (handleKind(Field->getType()) == HandleKind::Request && Field->getType()->isRecordType())
      store(At, Field->getType(), Value::handle(nullHandle(HandleKind::Request)), nullptr);
    else if (isContainer(Field->getType()))
      makeElements(At, Field->getType(), Value::integer(0), nullptr);
  }
}

void Executor::enterConstructor(const Value &Where, const CXXConstructorDecl *C, ArrayRef<Value> Arguments,
                                const Stmt *Site) {
  Frame New;
  New.Function = C;
  New.This = Where;
  for (size_t I = 0; I < C->getNumParams(); ++I)
    bindParameter(New, C->getParamDecl(I), I < Arguments.size() ? Arguments[I] : Value::symbol(fresh(Site)));
  Frames.push_back(std::move(New));
  for (const CXXCtorInitializer *Init : C->inits()) {
    if (const FieldDecl *Field = Init->getMember()) {
      const Value At = add(
          Where, Value::integer(Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity()), 1);
      if (Field->getType()->isReferenceType())
        store(At, Context.getPointerType(Field->getType().getNonReferenceType()), place(Init->getInit()),
              nullptr);
      else
        initialize(At, Field->getType(), Init->getInit());
    } else if (Init->isBaseInitializer() || Init->isDelegatingInitializer()) {
      if (auto *Base = dyn_cast<CXXConstructExpr>(Init->getInit()->IgnoreImplicit()))
        construct(Where, Base);
    }
    if (Stopped)
      return;
  }
  const Flow End = execute(C->getBody());
  if (End == Flow::Jump)
    stop(Ending::GaveUp, C->getLocation());
  if (End == Flow::Stop || Stopped)
    return;
  endScope(0);
  Frames.pop_back();
}

/// Runs the destructor of an object that goes out of scope, if the source wrote one.
void Executor::destroy(uint64_t Id) {
  const QualType T = object(Id).Type;
  if (T.isNull() || T->isReferenceType())
    return;
  if (auto *Array = Context.getAsArrayType(T)) {
    auto *Class = Context.getBaseElementType(Array)->getAsCXXRecordDecl();
    if (Class && Class->hasDefinition() && !Class->hasTrivialDestructor() && isOfSource(Class, Context))
      escape(Value::pointer(Id, 0));
    return;
  }
  destroy(Value::pointer(Id, 0), T->getAsCXXRecordDecl());
}

/// Its own, then those of its members and bases.
void Executor::destroy(const Value &Where, const CXXRecordDecl *Class) {
  if (!Class || !Class->hasDefinition() || Class->hasTrivialDestructor() || !isOfSource(Class, Context))
    return;
  const CXXDestructorDecl *D = Class->getDestructor();
  const FunctionDecl *Body = nullptr;
  if (D && !D->isDefaulted() && D->isUserProvided()) {
    if (D->hasBody(Body) && Frames.size() < 16)
      enter(Body, {}, Where, Body->getBody());
    else
      escape(Where);
  }
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Class);
  SmallVector<const FieldDecl *, 8> Fields(Class->fields());
  for (const FieldDecl *Field : reverse(Fields)) {
    if (Stopped)
      return;
    const int64_t At =
        Context.toCharUnitsFromBits(Layout.getFieldOffset(Field->getFieldIndex())).getQuantity();
    destroy(add(Where, Value::integer(At), 1), Field->getType()->getAsCXXRecordDecl());
  }
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (auto *Of = Base.getType()->getAsCXXRecordDecl(); Of && !Base.isVirtual() && !Stopped)
      destroy(add(Where, Value::integer(Layout.getBaseClassOffset(Of).getQuantity()), 1), Of);
}

std::optional<Value> Executor::evaluateCxx(const Expr *E) {
  switch (E->getStmtClass()) {
  case Stmt::ExprWithCleanupsClass:
    return evaluate(cast<ExprWithCleanups>(E)->getSubExpr());
  case Stmt::CXXBindTemporaryExprClass:
    return evaluate(cast<CXXBindTemporaryExpr>(E)->getSubExpr());
  case Stmt::CXXDefaultArgExprClass:
    return evaluate(cast<CXXDefaultArgExpr>(E)->getExpr());
  case Stmt::CXXDefaultInitExprClass:
    return evaluate(cast<CXXDefaultInitExpr>(E)->getExpr());
  case Stmt::SubstNonTypeTemplateParmExprClass:
    return evaluate(cast<SubstNonTypeTemplateParmExpr>(E)->getReplacement());
  case Stmt::CXXThisExprClass:
    if (isLambdaBody(Frames.back().Function)) { // that of the function around it, whoever calls it
      const DeclContext *Around = Frames.back().Function->getDeclContext();
      while (Around && (Around->isRecord() || isLambdaBody(dyn_cast<FunctionDecl>(Around))))
        Around = Around->getParent();
      for (const Frame &F : reverse(Frames))
        if (F.This && F.Function && static_cast<const DeclContext *>(F.Function) == Around)
          return *F.This;
    }
    for (const Frame &F : reverse(Frames))
      if (F.This && !isLambdaBody(F.Function))
        return *F.This;
    return leaf(identity(Start.Function, 41), E->getType(), E->getExprLoc());
  case Stmt::CXXThrowExprClass:
    unwind(E->getExprLoc());
    return Value();
  case Stmt::LambdaExprClass: {
    Object O;
    O.Key = fresh(E);
    O.Type = E->getType();
    O.Bytes = bytesOf(E->getType());
    // Its init-captures, and what it copies, are variables of their own.
    auto *Lambda = cast<LambdaExpr>(E);
    auto &Copies = CopiedInto[Lambda->getLambdaClass()];
    const bool Known = Copies.empty(); // of several closures, whose copy is meant is not followed
    for (const auto &[Capture, Init] : zip(Lambda->captures(), Lambda->capture_inits())) {
      if (!Capture.capturesVariable() || !Init)
        continue;
      auto *Captured = cast<ValueDecl>(Capture.getCapturedVar()->getCanonicalDecl());
      if (!Lambda->isInitCapture(&Capture) && Capture.getCaptureKind() == LCK_ByCopy) {
        Object Copy;
        Copy.Key = identity(Captured, fresh(E));
        Copy.Type = Captured->getType().getNonReferenceType();
        Copy.Variable = Captured;
        Copy.Bytes = bytesOf(Copy.Type);
        const uint64_t Id = make(std::move(Copy));
        initialize(Value::pointer(Id, 0), Captured->getType().getNonReferenceType().getUnqualifiedType(),
                   Init);
        if (!Known) { // they may use what any of the copies leads to
          escape(Value::pointer(Copies[Captured], 0));
          escape(Value::pointer(Id, 0));
          blurAt(Value::pointer(Id, 0), std::nullopt);
        }
        Copies[Captured] = Id;
      } else if (Lambda->isInitCapture(&Capture)) {
        Object Variable;
        Variable.Key = identity(Capture.getCapturedVar(), Frames.size());
        Variable.Type = Capture.getCapturedVar()->getType().getNonReferenceType();
        Variable.Variable = Capture.getCapturedVar();
        Variable.Bytes = bytesOf(Variable.Type);
        const uint64_t Id = make(std::move(Variable));
        Frames.back().Variables[Capture.getCapturedVar()] = Id;
        initialize(Value::pointer(Id, 0), Capture.getCapturedVar()->getType().getNonReferenceType(), Init);
      }
    }
    return Value::aggregate(make(std::move(O)), 0);
  }
  case Stmt::CXXNewExprClass: {
    auto *New = cast<CXXNewExpr>(E);
    Object O;
    O.Key = fresh(E);
    O.Where = E->getBeginLoc();
    O.Heap = true;
    O.Bytes = bytesOf(New->getAllocatedType());
    if (New->isArray()) {
      const auto Size = New->getArraySize();
      const Value N = Size && *Size ? evaluate(*Size) : Value();
      O.Bytes = N.isInteger() && O.Bytes ? std::optional(N.Number * *O.Bytes) : std::nullopt;
    }
    O.Type = New->isArray() ? QualType() : New->getAllocatedType();
    const Value Where = Value::pointer(make(std::move(O)), 0);
    if (const Expr *Init = New->getInitializer(); Init && !New->isArray())
      initialize(Where, New->getAllocatedType(), Init);
    else if (Init)
      object(Where.Id).Zeroed = true;
    return Where;
  }
  case Stmt::CXXDeleteExprClass: {
    const Value Which = evaluate(cast<CXXDeleteExpr>(E)->getArgument());
    if (Which.isPointer()) {
      object(Which.Id).Freed = true;
      if (Watched.contains(Which.Id)) {
        Event &Died = addEvent(EventKind::Died, E);
        Died.Place = {Which.Id, 0, object(Which.Id).Bytes, true};
        Died.How = "freed";
      }
    }
    return Value::integer(0);
  }
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass: {
    if (auto *Made = cast<CXXConstructExpr>(E); isPointerLike(E->getType()) && Made->getNumArgs() == 1) {
      const Expr *From = Made->getArg(0);
      return From->isGLValue() ? load(place(From), Context.VoidPtrTy, nullptr) : evaluate(From);
    }
    const Value Where = temporary(E->getType(), E);
    construct(Where, cast<CXXConstructExpr>(E));
    return Stopped ? Value() : load(Where, E->getType(), nullptr);
  }
  case Stmt::InitListExprClass:
    if (handleKind(E->getType()) && cast<InitListExpr>(E)->getNumInits() == 0)
      return Value::handle(nullHandle(*handleKind(E->getType())));
    return std::nullopt;
  case Stmt::CXXScalarValueInitExprClass:
  case Stmt::ImplicitValueInitExprClass:
    if (const auto Kind = handleKind(E->getType()); Kind && E->getType()->isRecordType())
      return Value::handle(nullHandle(*Kind));
    return std::nullopt;
  case Stmt::CXXFunctionalCastExprClass:
  case Stmt::ImplicitCastExprClass:
  case Stmt::CXXStaticCastExprClass: {
    auto *Cast = cast<CastExpr>(E);
    if (E->isGLValue())
      return std::nullopt;
    if (Cast->getCastKind() == CK_ConstructorConversion || Cast->getCastKind() == CK_UserDefinedConversion ||
        (Cast->getCastKind() == CK_NoOp && E->getType()->isRecordType()))
      return Cast->getSubExpr()->isGLValue() ? load(place(Cast->getSubExpr()), E->getType(), E)
                                             : evaluate(Cast->getSubExpr());
    return std::nullopt;
  }
  case Stmt::TypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::ConceptSpecializationExprClass: {
    Expr::EvalResult Number;
    if (!E->isValueDependent() && E->EvaluateAsInt(Number, Context))
      return Value::integer(Number.Val.getInt().getExtValue());
    return std::nullopt;
  }
  case Stmt::DeclRefExprClass: {
    const ValueDecl *D = cast<DeclRefExpr>(E)->getDecl();
    if (E->isGLValue() && isa<VarDecl>(D) && D->getIdentifier() && inNamespace(D, "njmpi")) {
      const StringRef Name = D->getName();
      if (Name == "any_source")
        return Value::integer(-2, "MPI_ANY_SOURCE");
      if (Name == "any_tag")
        return Value::integer(-1, "MPI_ANY_TAG");
      if (Name == "proc_null")
        return Value::integer(-1, "MPI_PROC_NULL");
    }
    return std::nullopt;
  }
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CallExprClass: {
    if (E->isGLValue())
      return std::nullopt;
    if (const auto V = callNjmpi(cast<CallExpr>(E)))
      return *V;
    if (const auto V = callContainer(cast<CallExpr>(E)))
      return *V;
    return std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

std::optional<Value> Executor::placeCxx(const Expr *E) {
  switch (E->getStmtClass()) {
  case Stmt::ExprWithCleanupsClass:
    return place(cast<ExprWithCleanups>(E)->getSubExpr());
  case Stmt::SubstNonTypeTemplateParmExprClass:
    return place(cast<SubstNonTypeTemplateParmExpr>(E)->getReplacement());
  case Stmt::CXXDefaultArgExprClass:
    return place(cast<CXXDefaultArgExpr>(E)->getExpr());
  case Stmt::MaterializeTemporaryExprClass: {
    const Expr *Inner = cast<MaterializeTemporaryExpr>(E)->getSubExpr();
    if (Inner->isGLValue())
      return place(Inner);
    const Value V = evaluate(Inner);
    if (V.Kind == ValueKind::Aggregate)
      return Value::pointer(V.Id, V.Number);
    const Value Where = temporary(Inner->getType(), E);
    store(Where, Inner->getType(), V, nullptr);
    return Where;
  }
  case Stmt::DeclRefExprClass: {
    // A constant of njmpi is a value that stands in a place.
    if (const auto Constant = evaluateCxx(E)) {
      const Value Where = temporary(E->getType(), E);
      store(Where, E->getType(), *Constant, nullptr);
      return Where;
    }
    return std::nullopt;
  }
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CallExprClass:
    if (const auto V = callContainer(cast<CallExpr>(E)))
      return *V;
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

} // namespace njmpi::execution
