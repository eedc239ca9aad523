// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The form of an annotated nest: canonical loops, one within the other.
#include "facts/loop_reader.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

bool refuse(LoopProblem &Why, const Stmt *At, const Twine &Message) {
  Why.Tag = "loop-form";
  Why.Where = At->getBeginLoc();
  Why.Range = At->getSourceRange();
  Why.Message = Message.str();
  return false;
}

const VarDecl *variableOf(const Expr *E) {
  auto *Reference = dyn_cast<DeclRefExpr>(bare(E));
  return Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
}

bool names(const Stmt *S, const VarDecl *V) {
  if (!S)
    return false;
  if (auto *Reference = dyn_cast<DeclRefExpr>(S); Reference && Reference->getDecl() == V)
    return true;
  return any_of(S->children(), [&](const Stmt *Child) { return names(Child, V); });
}

/// Compare with its operands exchanged.
BinaryOperatorKind mirrored(BinaryOperatorKind Compare) {
  switch (Compare) {
  case BO_LT:
    return BO_GT;
  case BO_LE:
    return BO_GE;
  case BO_GT:
    return BO_LT;
  case BO_GE:
    return BO_LE;
  default:
    return Compare;
  }
}

/// Finds the loops that carry marks; the loops inside one belong to it.
class MarkedLoops : public RecursiveASTVisitor<MarkedLoops> {
public:
  std::vector<std::pair<const LoopMark *, const Stmt *>> Found;

  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; }
  bool TraverseTypeLoc(TypeLoc) { return true; }
  bool TraverseLambdaExpr(LambdaExpr *E) { return TraverseStmt(E->getBody()); }
  bool VisitForStmt(ForStmt *S) { return add(S, S->getForLoc()); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) { return add(S, S->getForLoc()); }

private:
  static SourceLocation placeOf(const Stmt *S) {
    if (auto *For = dyn_cast<ForStmt>(S))
      return For->getForLoc();
    return cast<CXXForRangeStmt>(S)->getForLoc();
  }
  bool add(const Stmt *S, SourceLocation Where) {
    for (const LoopMark &Mark : marks().Loops)
      if (placeOf(Mark.Loop) == Where)
        Found.push_back({&Mark, S});
    return true;
  }
};

bool isInside(const Stmt *Outer, const Stmt *S) {
  return any_of(Outer->children(),
                [&](const Stmt *Child) { return Child && (Child == S || isInside(Child, S)); });
}

} // namespace

NestReader::NestReader(Sema &S, const Kernel &K, const LoopMark &Mark, Expressions Listed)
    : Context(S.Context), K(K), Listed(std::move(Listed)), Functions(S.Context) {
  L.Mark = &Mark;
  L.IsPattern = K.IsPattern;
  L.Function = K.Function;
  L.IsInstance = K.IsInstantiation;
}

LoopProblem &NestReader::problem(StringRef Tag, SourceLocation At, SourceRange Range, const Twine &Message) {
  auto &Problem = L.Problems.emplace_back(LoopProblem{Tag, At, Range, Message.str(), {}});
  // In a function, or in a lambda outside.
  if (Lambdas && L.Body && !L.Body->getSourceRange().fullyContains(SourceRange(At))) {
    if (Calls.empty())
      Problem.Notes.push_back({L.Mark->Location, "the annotated loop is here"});
    else
      Problem.Notes.push_back({Calls.front()->getExprLoc(), "the annotated loop calls it here"});
  }
  return Problem;
}

LoopProblem &NestReader::problem(StringRef Tag, const Stmt *At, const Twine &Message) {
  auto *E = dyn_cast<Expr>(At);
  return problem(Tag, E ? E->getExprLoc() : At->getBeginLoc(), At->getSourceRange(), Message);
}

std::string NestReader::typeText(QualType T) const { return "'" + typeName(Context, T) + "'"; }

Loop NestReader::read(const Stmt *Annotated) {
  if (K.IsPattern) {
    patternExits(Annotated);
    return std::move(L);
  }
  auto *Method = dyn_cast<CXXMethodDecl>(K.Function);
  if (K.Function->isConstexpr() && !(Method && Method->getParent()->isLambda()))
    problem("loop-form", Annotated,
            "an annotated loop in a constexpr function; what evaluates constants runs no MPI");
  findChanges(Annotated);
  readLevels(Annotated);
  if (L.Levels.empty())
    return std::move(L);
  for (const Level &Each : L.Levels)
    if (Each.Range)
      enterRange(cast<CXXForRangeStmt>(Each.Loop));
  statement(L.Body);
  resolveScalars();
  resolveArrays();
  findKeys();
  resolveLent();
  findAliases();
  assignStatements();
  // A lambda that is called twice is wrong once.
  for (size_t I = 0; I < L.Problems.size(); ++I)
    L.Problems.erase(std::remove_if(L.Problems.begin() + I + 1, L.Problems.end(),
                                    [&](const LoopProblem &P) {
                                      return P.Where == L.Problems[I].Where &&
                                             P.Message == L.Problems[I].Message;
                                    }),
                     L.Problems.end());
  return std::move(L);
}

const Stmt *NestReader::bodyOf(const Stmt *Loop) {
  auto *For = dyn_cast<ForStmt>(Loop);
  return For ? For->getBody() : cast<CXXForRangeStmt>(Loop)->getBody();
}

/// Whether a `break` leaves the loop of this body.
static bool breaksOff(const Stmt *S) {
  if (isa<BreakStmt>(S))
    return true;
  if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchStmt, LambdaExpr>(S))
    return false;
  return any_of(S->children(), [](const Stmt *Child) { return Child && breaksOff(Child); });
}

/// The only statement of a body, if it is a loop that runs to its end.
const Stmt *NestReader::onlyLoop(const Stmt *Body) {
  while (Body) {
    Body = bareStatement(Body);
    if (isa<ForStmt, CXXForRangeStmt>(Body))
      return breaksOff(bodyOf(Body)) ? nullptr : Body;
    auto *Compound = dyn_cast<CompoundStmt>(Body);
    if (!Compound)
      return nullptr;
    Body = nullptr;
    for (const Stmt *Child : Compound->body()) {
      if (isa<NullStmt>(Child))
        continue;
      if (Body)
        return nullptr;
      Body = Child;
    }
  }
  return nullptr;
}

void NestReader::readLevels(const Stmt *Annotated) {
  for (const Stmt *St = Annotated; St;) {
    LoopProblem Why;
    auto Found = asLevel(St, Why);
    if (!Found) {
      if (L.Levels.empty())
        L.Problems.push_back(std::move(Why));
      else
        addHeaderChanges(St);
      return;
    }
    unsigned Number = L.Levels.size();
    if (Found->Range)
      Positions[St] = Number;
    Indices[Found->Index] = Number;
    L.Levels.push_back(*Found);
    L.Body = bodyOf(St);
    St = onlyLoop(L.Body);
  }
}

std::optional<Level> NestReader::asLevel(const Stmt *St, LoopProblem &Why) {
  Level Found;
  Found.Loop = St;
  if (auto *For = dyn_cast<ForStmt>(St)) {
    if (readHeader(For, Found, Why) && readStep(For, Found, Why) && isSteady(Found, Why))
      return Found;
  } else if (readRange(cast<CXXForRangeStmt>(St), Found, Why) && isSteady(Found, Why)) {
    return Found;
  }
  return std::nullopt;
}

bool NestReader::readHeader(const ForStmt *For, Level &Into, LoopProblem &Why) {
  if (auto *Declaration = dyn_cast_or_null<DeclStmt>(For->getInit())) {
    Into.Index = Declaration->isSingleDecl() ? dyn_cast<VarDecl>(Declaration->getSingleDecl()) : nullptr;
    if (!Into.Index)
      return refuse(Why, Declaration,
                    "an annotated loop declares more than its index; declare the rest before it");
    if (!Into.Index->hasInit())
      return refuse(Why, Declaration, "index '" + Into.Index->getName() + "' has no initial value");
    Into.First = Into.Index->getInit()->IgnoreImplicit();
    if (auto *List = dyn_cast<InitListExpr>(Into.First); List && List->getNumInits() == 1)
      Into.First = List->getInit(0)->IgnoreImplicit();
  } else if (auto *Assignment = dyn_cast_or_null<BinaryOperator>(For->getInit());
             Assignment && Assignment->getOpcode() == BO_Assign) {
    Into.Declared = false;
    Into.Index = variableOf(Assignment->getLHS());
    Into.First = Assignment->getRHS()->IgnoreImplicit();
    if (!Into.Index || !Into.Index->isLocalVarDeclOrParm() || Into.Index->getType()->isReferenceType() ||
        Into.Index->isStaticLocal())
      return refuse(Why, Assignment->getLHS(),
                    "index " + quoted(Assignment->getLHS()) + " is not a local variable");
  } else {
    return refuse(Why, For, "an annotated loop gives its index no initial value");
  }
  QualType T = Into.Index->getType();
  if (!T->isIntegralType(Context) || T->isBooleanType() || T.isVolatileQualified())
    return refuse(Why, For->getInit(),
                  "index '" + Into.Index->getName() + "' is of type " + typeText(T) + ", not an integer");
  if (!For->getCond())
    return refuse(Why, For, "an annotated loop without a condition has no bound");
  Into.Condition = For->getCond();
  auto *Comparison = dyn_cast<BinaryOperator>(bare(For->getCond()));
  if (Comparison && Comparison->isComparisonOp() && Comparison->getOpcode() != BO_EQ &&
      Comparison->getOpcode() != BO_Cmp) {
    const bool Left = readIndex(Comparison->getLHS(), Into);
    const bool Right = !Left && readIndex(Comparison->getRHS(), Into);
    if (Left || Right) {
      Into.Bound = (Left ? Comparison->getRHS() : Comparison->getLHS())->IgnoreImplicit();
      Into.Compare = Left ? Comparison->getOpcode() : mirrored(Comparison->getOpcode());
    }
  }
  if (!Into.Bound && For->getCond()->HasSideEffects(Context, /*IncludePossibleEffects=*/false))
    return refuse(Why, For->getCond(),
                  "condition " + quoted(For->getCond()) + " changes something; count index '" +
                      Into.Index->getName() + "' behind it");
  if (!Into.Bound || names(Into.Bound, Into.Index) || (Into.Added && names(Into.Added, Into.Index)))
    return refuse(Why, For->getCond(),
                  "condition " + quoted(For->getCond()) + " does not compare index '" +
                      Into.Index->getName() + "' with a bound");
  if (!Into.Bound->getType()->isIntegralOrUnscopedEnumerationType())
    return refuse(Why, Into.Bound,
                  "bound " + quoted(Into.Bound) + " is of type " + typeText(Into.Bound->getType()) +
                      ", not an integer");
  return true;
}

/// One side of a condition, i or i + k.
bool NestReader::readIndex(const Expr *Side, Level &Into) {
  if (variableOf(Side) == Into.Index)
    return true;
  const Expr *E = bare(Side);
  auto *Sum = dyn_cast<BinaryOperator>(E);
  if (!Sum || !Sum->isAdditiveOp())
    return false;
  const bool Minus = Sum->getOpcode() == BO_Sub;
  const bool Left = variableOf(Sum->getLHS()) == Into.Index;
  if (!Left && (Minus || variableOf(Sum->getRHS()) != Into.Index))
    return false;
  const Expr *Added = (Left ? Sum->getRHS() : Sum->getLHS())->IgnoreImplicit();
  // Where the sum might wrap around, the index alone says something else.
  Expr::EvalResult Value;
  const bool Number = !Added->isValueDependent() && Added->EvaluateAsInt(Value, Context);
  const bool Negative = Number ? Value.Val.getInt().isNegative() : Added->getType()->isSignedIntegerType();
  if (!Added->getType()->isIntegralOrUnscopedEnumerationType() ||
      (Sum->getType()->isUnsignedIntegerType() && (Minus || Negative)))
    return false;
  Into.Added = Added;
  Into.Subtracted = Minus;
  return true;
}

bool NestReader::readStep(const ForStmt *For, Level &Into, LoopProblem &Why) {
  const Expr *Increment = For->getInc();
  if (!Increment)
    return refuse(Why, For, "an annotated loop does not count in its header");
  Into.Increment = Increment;
  const Expr *E = bare(Increment);
  bool Counts = false;
  bool Down = false;
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp()) {
    Counts = variableOf(Unary->getSubExpr()) == Into.Index;
    Down = Unary->isDecrementOp();
  } else if (auto *Compound = dyn_cast<CompoundAssignOperator>(E);
             Compound && (Compound->getOpcode() == BO_AddAssign || Compound->getOpcode() == BO_SubAssign)) {
    Counts = variableOf(Compound->getLHS()) == Into.Index;
    Down = Compound->getOpcode() == BO_SubAssign;
    Into.Step = Compound->getRHS()->IgnoreImplicit();
  } else if (auto *Assignment = dyn_cast<BinaryOperator>(E);
             Assignment && Assignment->getOpcode() == BO_Assign) {
    auto *Sum = dyn_cast<BinaryOperator>(bare(Assignment->getRHS()));
    if (Sum && (Sum->getOpcode() == BO_Add || Sum->getOpcode() == BO_Sub) &&
        variableOf(Assignment->getLHS()) == Into.Index && variableOf(Sum->getLHS()) == Into.Index) {
      Counts = true;
      Down = Sum->getOpcode() == BO_Sub;
      Into.Step = Sum->getRHS()->IgnoreImplicit();
    }
  }
  if (!Counts ||
      (Into.Step && (names(Into.Step, Into.Index) || !Into.Step->getType()->isIntegralOrEnumerationType())))
    return refuse(Why, Increment,
                  quoted(Increment) + " does not add a constant to index '" + Into.Index->getName() +
                      "' or subtract one");
  if (Into.Step) {
    Expr::EvalResult Value;
    Into.Stride = std::nullopt;
    if (!Into.Step->isValueDependent() && Into.Step->EvaluateAsInt(Value, Context))
      Into.Stride = Value.Val.getInt().getExtValue();
    if (Into.Stride == 0)
      return refuse(Why, Increment, "index '" + Into.Index->getName() + "' never changes");
  }
  if (Into.Stride && Down)
    Into.Stride = -*Into.Stride;
  // A step of unknown sign has the one with which the loop ends.
  const bool Less = Into.Compare == BO_LT || Into.Compare == BO_LE;
  Into.Descending = Into.Stride ? *Into.Stride < 0 : Down;
  if (Into.Compare == BO_NE) {
    if (!Into.Stride || (*Into.Stride != 1 && *Into.Stride != -1))
      return refuse(Why, Into.Condition,
                    "with '!=', index '" + Into.Index->getName() +
                        "' has to count in steps of one; compare with '<' or '>'");
  } else if (Into.Added && Into.Descending && Into.Index->getType()->isUnsignedIntegerType()) {
    return refuse(Why, Into.Condition,
                  "condition " + quoted(Into.Condition) + " does not compare index '" +
                      Into.Index->getName() + "' with a bound");
  } else if (Less == Into.Descending) {
    return refuse(Why, Increment,
                  "index '" + Into.Index->getName() + "' counts away from its bound " + quoted(Into.Bound));
  }
  return true;
}

bool NestReader::readRange(const CXXForRangeStmt *For, Level &Into, LoopProblem &Why) {
  Into.Index = For->getLoopVariable();
  Into.Range = For->getRangeInit()->IgnoreImplicit();
  if (For->getInit())
    return refuse(Why, For->getInit(),
                  "an annotated loop declares more than its index; declare the rest before it");
  QualType T = Into.Range->getType().getNonReferenceType();
  if (!T->isConstantArrayType() && (!isArrayClass(T) || isMdspanType(T) || isBitVector(T)))
    return refuse(Why, Into.Range,
                  "range " + quoted(Into.Range) + " of type " + typeText(T) + " is not contiguous in memory");
  if (!Into.Range->isLValue())
    return refuse(Why, Into.Range,
                  "range " + quoted(Into.Range) + " is a temporary; give it a name before the loop");
  return true;
}

/// Computed from outer indices and from what does not change, without memory.
bool NestReader::isArithmetic(const Expr *E) {
  E = bare(E);
  if (polynomial(E))
    return true;
  if (auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *F = Call->getDirectCallee();
    return F && F->getIdentifier() && isStdFunction(F) && !isa<CXXMethodDecl>(F) && Call->getNumArgs() == 2 &&
           is_contained({"min", "max"}, F->getName()) &&
           all_of(Call->arguments(), [&](const Expr *A) { return isArithmetic(A); });
  }
  auto *Unary = dyn_cast<UnaryOperator>(E);
  auto *Binary = dyn_cast<BinaryOperator>(E);
  if ((Unary && Unary->isArithmeticOp()) || (Binary && !Binary->isAssignmentOp() && !Binary->isCommaOp()) ||
      isa<ConditionalOperator>(E))
    return all_of(E->children(), [&](const Stmt *Child) { return isArithmetic(cast<Expr>(Child)); });
  return false;
}

bool NestReader::isSteady(Level &Of, LoopProblem &Why) {
  if (const Change *C = Of.Range ? nullptr : changeOf(keyOf(Of.Index)); C && C->Surely) {
    refuse(Why, C->What, "index '" + Of.Index->getName() + "' is assigned in the body of its loop");
    Why.Notes.push_back({Of.Loop->getBeginLoc(), "the loop that counts it is here"});
    return false;
  } else if (C) {
    return refuse(Why, C->What, "index '" + Of.Index->getName() + "' may be changed in the body of its loop");
  }
  if (Of.Range) {
    const Change *C = changeOf(Of.Range);
    if (!C && isInvariant(Of.Range))
      return true;
    return refuse(Why, Of.Range, "range " + quoted(Of.Range) + " may change in the loop");
  }
  for (const Expr **Part : {&Of.First, &Of.Bound, &Of.Added, &Of.Step}) {
    if (!*Part)
      continue;
    // What a lambda is called with.
    for (auto *Name = dyn_cast<DeclRefExpr>(bare(*Part)); Name; Name = dyn_cast<DeclRefExpr>(bare(*Part))) {
      auto *Parameter = dyn_cast<ParmVarDecl>(Name->getDecl());
      const Expr *Value = Parameter ? valueOf(Parameter) : nullptr;
      if (!Value || !Context.hasSameUnqualifiedType(Parameter->getType(), Value->getType()))
        break;
      *Part = Value->IgnoreImplicit();
    }
    const Expr *E = *Part;
    const Expr *Changing = nullptr;
    if (namesPassed(E))
      return refuse(Why, E, quoted(E) + " is known only in a lambda");
    auto P = polynomial(E);
    if (P && !P->isInvariant() && E != Of.Step) {
      Of.Invariant = false;
      continue;
    }
    if ((P && P->isInvariant()) || isInvariant(E, &Changing))
      continue;
    if (E != Of.Step && isArithmetic(E)) {
      Of.Invariant = false; // 1 + (i + colour) % 2
      continue;
    }
    StringRef Role = E == Of.First ? "initial value " : E == Of.Step ? "step " : "bound ";
    const Change *C = Changing ? changeOf(Changing) : nullptr;
    if (C) {
      refuse(Why, E, Role + quoted(E) + " changes in the loop");
      Why.Notes.push_back({C->What->getExprLoc(), quoted(Changing) + " is changed here"});
      return false;
    }
    return refuse(Why, E, Role + quoted(E) + " may change in the loop");
  }
  return true;
}

/// A canonical loop in the body: its index can be subscripted with.
std::optional<Level> NestReader::enterInner(const Stmt *St) {
  LoopProblem Why;
  auto Found = asLevel(St, Why);
  if (!Found || !Found->Declared) {
    addHeaderChanges(St);
    return std::nullopt;
  }
  unsigned Number = L.Levels.size() + L.Inner.size();
  if (Found->Range)
    Positions[St] = Number;
  Indices[Found->Index] = Number;
  L.Inner.push_back(*Found);
  return Found;
}

bool Loop::hasFields() const {
  return any_of(Arrays, [](const Array &A) { return A.Kind == ArrayKind::Field; });
}

std::vector<Loop> describeLoops(Sema &S, const Kernel &K) {
  std::vector<Loop> Loops;
  if (marks().Loops.empty())
    return Loops;
  MarkedLoops Marked;
  Marked.TraverseStmt(K.Function->getBody());
  const Stmt *Last = nullptr;
  for (auto [Mark, St] : Marked.Found) {
    if (Last && isInside(Last, St)) {
      Loop &Outer = Loops.back();
      Outer.Problems.push_back(
          {"loop-form",
           Mark->Location,
           {},
           "an annotated loop inside an annotated loop",
           {{Outer.Mark->Location, "the outer one is here; it distributes the loops in it, too"}}});
      continue;
    }
    Last = St;
    NestReader Reader(S, K, *Mark);
    Loops.push_back(Reader.read(St));
    if (Reader.scattered().empty())
      continue;
    if (Loop Listing = NestReader(S, K, *Mark, Reader.scattered()).read(St); Listing.Problems.empty())
      Loops.back() = std::move(Listing);
  }
  return Loops;
}

} // namespace njmpi
