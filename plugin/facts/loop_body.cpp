// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The walk over the statements and expressions of an annotated loop's body.
#include "facts/loop_reader.h"
#include "clang/AST/StmtOpenMP.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

void collectLabels(const Stmt *S, DenseSet<const LabelDecl *> &Into) {
  if (!S)
    return;
  if (auto *Label = dyn_cast<LabelStmt>(S))
    Into.insert(Label->getDecl());
  for (const Stmt *Child : S->children())
    collectLabels(Child, Into);
}

} // namespace

/// The jump at the end of the first branch.
const Stmt *exitOf(const IfStmt *If) {
  const Stmt *Last = bareStatement(If->getThen());
  if (auto *Block = dyn_cast<CompoundStmt>(Last); Block && !Block->body_empty())
    Last = bareStatement(Block->body_back());
  return isa<ContinueStmt, BreakStmt>(Last) ? Last : nullptr;
}

/// The header of a range-for.
void NestReader::enterRange(const CXXForRangeStmt *For) {
  const VarDecl *Variable = For->getLoopVariable();
  if (!Variable)
    return;
  RangeVariables[Variable] = For;
  if (!Variable->getType()->isReferenceType()) {
    Private.insert(Variable);
  }
  if (auto *Bindings = dyn_cast<DecompositionDecl>(Variable))
    for (const BindingDecl *B : Bindings->bindings())
      if (!B->getBinding())
        Private.insert(B);
  const Expr *Range = For->getRangeInit();
  Place P = placeOf(Range);
  if (P.K == Place::Outer || P.K == Place::Element) {
    if (isFieldType(Range->getType())) {
      problem("loop-access", Range, "field " + quoted(Range) + " is used as a whole in an annotated loop");
      return;
    }
    useSubscripts(Range);
    if (Variable->getType()->isReferenceType())
      return; // read and written where the variable is named
    if (isPartOfElement(P, For)) {
      P.Where = P.Closed ? P.Where : Range;
      return access(P, Range, Use::Read);
    }
    P.K = Place::Element;
    P.Where = Range;
    Place::Step Step;
    Step.Any = !Positions.count(For);
    Step.Position = Step.Any ? nullptr : For;
    P.Steps.push_back(Step);
    access(P, Range, Use::Read);
    return;
  }
  expression(Range);
}

void NestReader::statement(const Stmt *St) {
  if (!St)
    return;
  if (Labels.empty() && St == L.Body)
    collectLabels(St, Labels);
  St = bareStatement(St);
  if (auto *E = dyn_cast<Expr>(St)) {
    SaveAndRestore Saved(Part, Lambdas ? Part : St);
    if (!update(E))
      expression(E);
    return;
  }
  if (auto *Declaration = dyn_cast<DeclStmt>(St))
    return declaration(Declaration);
  if (auto *If = dyn_cast<IfStmt>(St))
    return ifStatement(If);
  if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchStmt>(St))
    return loopStatement(St);
  if (exitStatement(St))
    return;
  if (isa<OMPExecutableDirective>(St)) {
    problem("loop-call", St, "an OpenMP directive in an annotated loop is not understood");
    return;
  }
  if (isa<AsmStmt>(St)) {
    problem("loop-call", St, "inline assembly in an annotated loop hides what it does");
    return;
  }
  const size_t Before = Declared.size(), Known = Conditions.size(), Left = Exits.size();
  for (const Stmt *Child : St->children()) {
    statement(Child);
    // What follows `if (c) continue;` runs where c does not hold.
    auto *If = Child ? dyn_cast<IfStmt>(bareStatement(Child)) : nullptr;
    if (If && If->isConsteval())
      continue;
    const Stmt *Then = If && !If->getElse() ? bareStatement(If->getThen()) : nullptr;
    if (auto *Block = dyn_cast_or_null<CompoundStmt>(Then); Block && Block->size() == 1)
      Then = bareStatement(Block->body_front());
    if (isa<CompoundStmt>(St) && If && !If->getElse() && !Lambdas && exitOf(If))
      Exits.push_back(If);
    if (isa<CompoundStmt>(St) && isa_and_nonnull<ContinueStmt>(Then) && Labels.empty() &&
        none_of(St->children(), [](const Stmt *Each) { return isa_and_nonnull<SwitchCase>(Each); }))
      Conditions.push_back({If->getCond(), false});
  }
  if (isa<CompoundStmt>(St)) {
    Declared.resize(Before);
    Conditions.resize(Known);
    Exits.resize(Left);
  }
}

bool NestReader::exitStatement(const Stmt *St) {
  const bool Inside = Lambdas != 0;
  if (isa<BreakStmt>(St)) {
    if (!Breakable && !Inside)
      problem("loop-exit", St, "'break' leaves an annotated loop");
    return true;
  }
  if (isa<ContinueStmt>(St))
    return true;
  if (auto *Return = dyn_cast<ReturnStmt>(St)) {
    if (!Inside)
      problem("loop-exit", St, "'return' leaves an annotated loop");
    else if (Return->getRetValue())
      expression(Return->getRetValue());
    return true;
  }
  if (auto *Goto = dyn_cast<GotoStmt>(St)) {
    if (!Inside && !Labels.contains(Goto->getLabel()))
      problem("loop-exit", St, "'goto' leaves an annotated loop")
          .Notes.push_back(
              {Goto->getLabel()->getLocation(), "label '" + Goto->getLabel()->getName().str() + "' is here"});
    return true;
  }
  if (isa<IndirectGotoStmt, CoreturnStmt>(St)) {
    problem("loop-exit", St, "a computed jump may leave an annotated loop");
    return true;
  }
  return false;
}

void NestReader::declaration(const DeclStmt *St) {
  Declared.push_back(St);
  for (const Decl *D : St->decls()) {
    auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable)
      continue;
    if (Variable->isStaticLocal() && !Variable->getType().isConstQualified())
      problem("loop-scalar", Variable->getLocation(), Variable->getSourceRange(),
              "'" + Variable->getName() + "' is static: its value goes from iteration to iteration");
    else if (Variable->getType().isVolatileQualified())
      problem("loop-scalar", Variable->getLocation(), Variable->getSourceRange(),
              "'" + Variable->getName() + "' is volatile in an annotated loop");
    QualType T = Variable->getType().getNonReferenceType();
    if (isFieldType(T) || (T->isPointerType() && isFieldType(T->getPointeeType()))) {
      problem("loop-access", Variable->getLocation(), Variable->getSourceRange(),
              "'" + Variable->getName() +
                  "' stands for a field, and is declared in an annotated loop; declare it before the loop");
      continue;
    }
    Private.insert(Variable);
    if (auto *Bindings = dyn_cast<DecompositionDecl>(Variable))
      for (const BindingDecl *B : Bindings->bindings())
        if (const VarDecl *Holding = B->getHoldingVar())
          Private.insert(Holding);
    const Expr *Init = Variable->getInit();
    if (!Init)
      continue;
    if (lambdaOf(Init))
      continue; // read where it is called
    if (Variable->getType()->isReferenceType() && bare(Init)->isLValue())
      bindReference(bare(Init));
    else if (isFollowed(Variable->getType(), Init))
      useSubscripts(Init); // what is read or written through it is seen there
    else
      expression(Init);
  }
}

/// A pointer or an iterator into an array outside.
bool NestReader::isFollowed(QualType T, const Expr *Init) {
  if (T->isPointerType())
    return pointee(Init).K == Place::Element;
  return isIterator(T) && placeOfIterator(Init).K == Place::Element;
}

/// An lvalue that is named, but neither read nor written yet.
void NestReader::bindReference(const Expr *E) {
  Place P = placeOf(E);
  if (P.K == Place::Unknown)
    expression(E);
  else
    useSubscripts(E);
}

void NestReader::ifStatement(const IfStmt *If) {
  if (If->isConsteval())
    return statement(atRunTime(*If));
  if (If->isConstexpr())
    if (auto Taken = If->getNondiscardedCase(Context)) {
      statement(If->getInit());
      return statement(*Taken);
    }
  statement(If->getInit());
  if (conditionalUpdate(If))
    return;
  if (If->getConditionVariableDeclStmt())
    declaration(If->getConditionVariableDeclStmt());
  {
    SaveAndRestore Saved(Part, Lambdas ? Part : nullptr);
    if (If->getCond())
      expression(If->getCond());
  }
  Path.push_back(If);
  const size_t Before = Conditions.size();
  Conditions.push_back({If->getCond(), true});
  statement(If->getThen());
  Conditions.back().second = false;
  statement(If->getElse());
  Conditions.resize(Before);
  Path.pop_back();
}

void NestReader::loopStatement(const Stmt *St) {
  const size_t Before = Declared.size();
  ++Breakable;
  auto Body = [&](const Stmt *Of) {
    Path.push_back(St);
    statement(Of);
    Path.pop_back();
  };
  if (auto *For = dyn_cast<ForStmt>(St)) {
    statement(For->getInit());
    Declared.resize(Before); // the loop itself declares it
    const bool Canonical = enterInner(St).has_value();
    Path.push_back(St);
    if (For->getCond())
      expression(For->getCond());
    if (!Canonical)
      statement(For->getInc());
    Path.pop_back();
    Body(For->getBody());
  } else if (auto *Range = dyn_cast<CXXForRangeStmt>(St)) {
    statement(Range->getInit());
    enterInner(St);
    enterRange(Range);
    Body(Range->getBody());
  } else if (auto *While = dyn_cast<WhileStmt>(St)) {
    if (While->getConditionVariableDeclStmt())
      declaration(While->getConditionVariableDeclStmt());
    expression(While->getCond());
    Body(While->getBody());
  } else if (auto *Do = dyn_cast<DoStmt>(St)) {
    Body(Do->getBody());
    expression(Do->getCond());
  } else {
    auto *Switch = cast<SwitchStmt>(St);
    statement(Switch->getInit());
    if (Switch->getConditionVariableDeclStmt())
      declaration(Switch->getConditionVariableDeclStmt());
    expression(Switch->getCond());
    Body(Switch->getBody());
  }
  --Breakable;
  Declared.resize(Before);
}

void NestReader::expression(const Expr *E, Use U) {
  E = bare(E);
  if (isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr>(E))
    return use(E, U);
  if (auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isAssignmentOp()) {
    expression(Binary->getRHS());
    return expression(Binary->getLHS(),
                      Binary->isCompoundAssignmentOp() || U == Use::Update ? Use::Update : Use::Write);
  }
  if (auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->isIncrementDecrementOp())
      return expression(Unary->getSubExpr(), Use::Update);
    if (Unary->getOpcode() == UO_Deref)
      return use(E, U);
    if (Unary->getOpcode() == UO_AddrOf)
      return bindReference(bare(Unary->getSubExpr()));
  }
  if (auto *Call = dyn_cast<CallExpr>(E))
    return call(Call, U);
  if (auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return construct(Construct);
  if (auto *Member = dyn_cast<BinaryOperator>(E); Member && Member->isPtrMemOp() && E->isLValue()) {
    expression(Member->getRHS());
    return use(E, U);
  }
  // What an object of the body refers to may be changed through it.
  if (auto *List = dyn_cast<InitListExpr>(E))
    if (auto *Class = E->getType()->getAsCXXRecordDecl();
        Class && Class->isAggregate() && !Class->isUnion()) {
      const unsigned Bases = Class->getNumBases();
      for (auto [I, Init] : enumerate(List->inits())) {
        auto Field = I < Bases ? Class->field_end() : std::next(Class->field_begin(), I - Bases);
        const bool Refers = Field != Class->field_end() && Field->getType()->isLValueReferenceType() &&
                            !Field->getType().getNonReferenceType().isConstQualified();
        expression(Init, Refers ? Use::Update : Use::Read);
      }
      return;
    }
  auto Guarded = [&](const Expr *Condition, bool Holds, const Expr *Inner, Use How) {
    Guards.push_back({Condition, Holds});
    expression(Inner, How);
    Guards.pop_back();
  };
  if (auto *Conditional = dyn_cast<AbstractConditionalOperator>(E)) {
    expression(Conditional->getCond());
    Guarded(Conditional->getCond(), true, Conditional->getTrueExpr(), U);
    return Guarded(Conditional->getCond(), false, Conditional->getFalseExpr(), U);
  }
  if (auto *Logical = dyn_cast<BinaryOperator>(E); Logical && Logical->isLogicalOp()) {
    expression(Logical->getLHS());
    return Guarded(Logical->getLHS(), Logical->getOpcode() == BO_LAnd, Logical->getRHS(), Use::Read);
  }
  if (auto *Lambda = dyn_cast<LambdaExpr>(E))
    return lambdaBody(Lambda->getCallOperator());
  if (isa<CXXNewExpr, CXXDeleteExpr>(E))
    problem("loop-call", E,
            isa<CXXNewExpr>(E) ? "'new' in an annotated loop" : "'delete' in an annotated loop");
  if (isa<CXXThrowExpr>(E)) {
    problem("loop-exit", E, "'throw' leaves an annotated loop");
    return;
  }
  if (isa<CoawaitExpr, CoyieldExpr>(E)) {
    problem("loop-exit", E, "a coroutine is suspended in an annotated loop");
    return;
  }
  if (auto *Block = dyn_cast<StmtExpr>(E))
    return statement(Block->getSubStmt());
  if (auto *Copy = dyn_cast<ArrayInitLoopExpr>(E)) // auto [x, y] = array;
    return wholeRead(Copy->getCommonExpr()->getSourceExpr());
  if (auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return expression(Default->getExpr());
  if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, RequiresExpr>(E))
    return;
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E); Cast && Cast->isGLValue())
    return expression(Cast->getSubExpr(), U);
  for (const Stmt *Child : E->children())
    if (auto *Sub = dyn_cast_or_null<Expr>(Child))
      expression(Sub);
}

/// The subscripts and pointers on the way to what an lvalue names.
void NestReader::useSubscripts(const Expr *E) {
  E = bare(E);
  if (auto *Member = dyn_cast<MemberExpr>(E))
    return useSubscripts(Member->getBase());
  if (auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    expression(Element->getIdx());
    return useSubscripts(Element->getBase());
  }
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && !Unary->isIncrementDecrementOp())
    return useSubscripts(Unary->getSubExpr());
  if (auto *Member = dyn_cast<BinaryOperator>(E); Member && Member->isPtrMemOp())
    return useSubscripts(Member->getLHS());
  if (auto *Sum = dyn_cast<BinaryOperator>(E); Sum && Sum->isAdditiveOp()) {
    for (const Expr *Side : {Sum->getLHS(), Sum->getRHS()})
      Side->getType()->isIntegralOrEnumerationType() ? expression(Side) : useSubscripts(Side);
    return;
  }
  if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    for (const Expr *Argument : drop_begin(Operator->arguments()))
      expression(Argument);
    return useSubscripts(Operator->getArg(0));
  }
  if (auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    for (const Expr *Argument : Call->arguments())
      expression(Argument);
    return useSubscripts(Call->getImplicitObjectArgument());
  }
  if (isa<DeclRefExpr, CXXThisExpr>(E))
    return;
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return useSubscripts(Cast->getSubExpr());
  expression(E);
}

void NestReader::use(const Expr *E, Use U) {
  Place P = placeOf(E);
  useSubscripts(E);
  switch (P.K) {
  case Place::Private:
  case Place::Value:
  case Place::Index:
    if (E->getType().isVolatileQualified())
      problem("loop-scalar", E, quoted(E) + " is volatile in an annotated loop");
    return;
  case Place::Outer:
    return scalarUse(E, P, U);
  case Place::Element:
    if (E->getType()->isFunctionType() || (E->getType()->isArrayType() && U == Use::Read))
      return;
    if (E->getType().isVolatileQualified()) {
      problem("loop-scalar", E, quoted(E) + " is volatile in an annotated loop");
      return;
    }
    return access(P, E, U);
  case Place::Unknown:
    if (P.IsField) {
      auto *Call = dyn_cast<CXXOperatorCallExpr>(bare(E));
      problem("loop-access", E,
              Call && !P.IsAddress
                  ? "cannot tell which field " + quoted(Call->getArg(0)) +
                        " is; declare a reference to it before the loop"
                  : quoted(E) + " goes beyond the element of a field that its pointer was given");
    } else if (U == Use::Read)
      UnknownReads.push_back({E, E->getType()});
    else
      problem("loop-access", E, "cannot tell which memory " + quoted(E) + " is, which is written");
    return;
  }
}

/// Of a template's pattern only what depends on no argument: the jumps out of it.
void NestReader::patternExits(const Stmt *St, bool Outermost) {
  if (!St || isa<LambdaExpr>(St))
    return;
  if (Outermost) {
    L.Body = bodyOf(St);
    collectLabels(L.Body, Labels);
    while (const Stmt *Inner = onlyLoop(L.Body))
      L.Body = bodyOf(Inner);
    return patternExits(L.Body, false);
  }
  const bool Loop = isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchStmt>(St);
  Breakable += Loop;
  if (isa<CXXThrowExpr>(St))
    problem("loop-exit", St, "'throw' leaves an annotated loop");
  if (!exitStatement(St))
    for (const Stmt *Child : St->children())
      patternExits(Child, false);
  Breakable -= Loop;
}

} // namespace njmpi
