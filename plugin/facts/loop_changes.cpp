// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a nest may change, and which expressions are therefore the same in every iteration.
#include "facts/loop_reader.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Assignments, and whatever is handed to a function that could assign.
class ChangeFinder : public RecursiveASTVisitor<ChangeFinder> {
  const ASTContext &Context;
  std::vector<Change> &Changes;
  function_ref<bool(const FunctionDecl *)> IsRead; ///< whether it is walked through like the nest itself
  function_ref<bool(const FunctionDecl *, unsigned)> Writes; ///< what it is handed by reference
  DenseSet<const FunctionDecl *> Seen;

  const DenseSet<const Stmt *> &Levels;
  DenseSet<const Expr *> Counting; ///< increments in loop headers

public:
  /// Levels are loops whose headers say how they count. So do those that declare their index, which is
  /// changed if they turn out not to count.
  ChangeFinder(const ASTContext &Context, std::vector<Change> &Changes, const DenseSet<const Stmt *> &Levels,
               function_ref<bool(const FunctionDecl *)> IsRead,
               function_ref<bool(const FunctionDecl *, unsigned)> Writes)
      : Context(Context), Changes(Changes), IsRead(IsRead), Writes(Writes), Levels(Levels) {}

  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; }
  bool TraverseTypeLoc(TypeLoc) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseLambdaExpr(LambdaExpr *E) { return TraverseStmt(E->getBody()); }

  bool VisitForStmt(ForStmt *For) {
    if (!Levels.contains(For) && !isa_and_nonnull<DeclStmt>(For->getInit()))
      return true;
    if (For->getInc())
      Counting.insert(bare(For->getInc()));
    if (auto *Init = dyn_cast_or_null<Expr>(For->getInit()))
      Counting.insert(bare(Init));
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) {
    if (E->isAssignmentOp() && !Counting.contains(E))
      add(E->getLHS(), E, true);
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->isIncrementDecrementOp() && !Counting.contains(E))
      add(E->getSubExpr(), E, true);
    return true;
  }
  bool VisitVarDecl(VarDecl *D) {
    // What a reference is bound to may change through it, unless it is followed.
    if (D->getType()->isPointerType() && D->hasInit() && !D->getType()->getPointeeType().isConstQualified())
      if (auto *Address = dyn_cast<UnaryOperator>(bare(D->getInit()));
          Address && Address->getOpcode() == UO_AddrOf)
        add(Address->getSubExpr(), Address, false);
    return true;
  }
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *Callee = E->getDirectCallee();
    auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    const FunctionDecl *Definition = nullptr;
    if (Callee && Callee->hasBody(Definition) && IsRead(Callee) && Seen.insert(Definition).second)
      TraverseStmt(Definition->getBody());
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      bool Assigns = Operator->isAssignmentOp() || Operator->getOperator() == OO_PlusPlus ||
                     Operator->getOperator() == OO_MinusMinus;
      if (Assigns)
        add(E->getArg(0), E, true);
      else if (Method && !Method->isConst() && !Method->isStatic() && !isElementOperator(Operator))
        add(E->getArg(0), E, false);
      if (Method && Method->getParent()->isLambda() && Method->getBody() && Seen.insert(Method).second)
        TraverseStmt(Method->getBody());
      passed(Callee, E, Method && !Method->isStatic() ? 1 : 0);
      return true;
    }
    if (auto *Member = dyn_cast<CXXMemberCallExpr>(E); Member && Method && !Method->isConst() &&
                                                       Member->getImplicitObjectArgument() &&
                                                       !isAccessor(Method) && !memberAccessed(Member))
      add(Member->getImplicitObjectArgument(), E, false);
    passed(Callee, E, 0);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    const CXXConstructorDecl *Constructor = E->getConstructor();
    if (is_contained({"pair", "tuple"}, classNameIn(E->getType(), "std")))
      return true; // copies what it is given
    for (unsigned I = 0; I != E->getNumArgs() && I != Constructor->getNumParams(); ++I)
      pass(E->getArg(I), Constructor, I);
    return true;
  }

private:
  void add(const Expr *Target, const Expr *By, bool Surely) {
    Target = bare(Target);
    if (auto *Conditional = dyn_cast<ConditionalOperator>(Target)) {
      add(Conditional->getTrueExpr(), By, Surely);
      add(Conditional->getFalseExpr(), By, Surely);
      return;
    }
    Changes.push_back({keyOf(Target, Context), By, Target->getType(), Surely});
  }
  void passed(const FunctionDecl *Callee, const CallExpr *E, unsigned First) {
    if (auto *Type = Callee ? nullptr : prototypeOf(E))
      for (unsigned I = 0; I != std::min(E->getNumArgs(), Type->getNumParams()); ++I)
        passBy(E->getArg(I), Type->getParamType(I));
    if (!Callee || bare(E) != E || isRangeAccess(Callee))
      return;
    if (isStdFunction(Callee) && Callee->getIdentifier() &&
        is_contained({"make_pair", "make_tuple"}, Callee->getName()))
      return;
    for (unsigned I = First; I < E->getNumArgs() && I - First < Callee->getNumParams(); ++I)
      pass(E->getArg(I), Callee, I - First);
  }
  void pass(const Expr *Argument, const FunctionDecl *Callee, unsigned I) {
    QualType Parameter = Callee->getParamDecl(I)->getType();
    if (!Parameter->isDependentType() && Writes(Callee, I))
      passBy(Argument, Parameter);
  }
  void passBy(const Expr *Argument, QualType Parameter) {
    bool ByReference =
        Parameter->isLValueReferenceType() && !Parameter.getNonReferenceType().isConstQualified();
    bool ByPointer = Parameter->isPointerType() && !Parameter->getPointeeType().isConstQualified();
    if (ByReference)
      add(Argument, Argument, false);
    else if (auto *Address = dyn_cast<UnaryOperator>(bare(Argument));
             ByPointer && Address && Address->getOpcode() == UO_AddrOf)
      add(Address->getSubExpr(), Argument, false);
  }
  /// Names an element, and leaves the object as it is.
  static bool isElementOperator(const CXXOperatorCallExpr *E) {
    QualType T = E->getArg(0)->getType().getNonReferenceType();
    auto Kind = E->getOperator();
    return (Kind == OO_Subscript || Kind == OO_Call || Kind == OO_Star || Kind == OO_Arrow) &&
           (isFieldType(T) || isArrayClass(T) || Kind == OO_Star || Kind == OO_Arrow || isLambda(E));
  }
  static bool isLambda(const CXXOperatorCallExpr *E) {
    auto *Method = dyn_cast_or_null<CXXMethodDecl>(E->getDirectCallee());
    return Method && Method->getParent()->isLambda();
  }
  static bool isAccessor(const CXXMethodDecl *Method) {
    if (!Method->getIdentifier() || !isStdFunction(Method))
      return false;
    return is_contained({"begin", "end", "data", "at", "front", "back", "rbegin", "rend", "size", "get",
                         "value", "real", "imag"},
                        Method->getName());
  }
};

} // namespace

void NestReader::findChanges(const Stmt *Nest) {
  DenseSet<const Stmt *> Levels;
  for (const Stmt *St = Nest; St; St = onlyLoop(bodyOf(St)))
    Levels.insert(St);
  auto IsRead = [&](const FunctionDecl *F) { return Functions.of(F).NamesFields; };
  auto Writes = [&](const FunctionDecl *F, unsigned I) { return Functions.mayWrite(F, I); };
  ChangeFinder(Context, Changes, Levels, IsRead, Writes).TraverseStmt(const_cast<Stmt *>(Nest));
}

/// A loop that does not count as a level does: its header changes variables like any other statement.
void NestReader::addHeaderChanges(const Stmt *Loop) {
  auto *For = dyn_cast<ForStmt>(Loop);
  if (!For)
    return;
  auto IsRead = [](const FunctionDecl *) { return false; };
  auto Writes = [&](const FunctionDecl *F, unsigned I) { return Functions.mayWrite(F, I); };
  const DenseSet<const Stmt *> Levels;
  ChangeFinder Finder(Context, Changes, Levels, IsRead, Writes);
  Finder.TraverseStmt(const_cast<Expr *>(For->getInc()));
  if (auto *Init = dyn_cast_or_null<Expr>(For->getInit()))
    Finder.TraverseStmt(const_cast<Expr *>(Init));
}

/// A change of this object, of one that it is part of, or of a part of it.
const Change *NestReader::changeOf(StringRef Key, function_ref<bool(const Change &)> Counts) const {
  const Change *Found = nullptr;
  for (const Change &C : Changes) {
    if (!Counts(C))
      continue;
    StringRef Other = C.Key;
    auto Continues = [](StringRef Whole, StringRef Part) {
      return Whole.starts_with(Part) &&
             (Whole.size() == Part.size() || Whole[Part.size()] == '.' || Whole[Part.size()] == '[');
    };
    if ((Continues(Key, Other) || Continues(Other, Key)) && (!Found || (C.Surely && !Found->Surely)))
      Found = &C;
  }
  return Found;
}

const Change *NestReader::changeOf(const Expr *E) const { return changeOf(keyOf(E, Context)); }

bool NestReader::isUnchanged(const ValueDecl *D) const {
  if (D->getType().isVolatileQualified())
    return false;
  return D->getType().isConstQualified() || !changeOf(keyOf(D));
}

/// What a variable of the body was given, if it keeps that.
const Expr *NestReader::valueOf(const ValueDecl *D) const {
  auto *Variable = dyn_cast<VarDecl>(D);
  if (!Variable || !isUnchanged(D))
    return nullptr;
  if (auto *Parameter = dyn_cast<ParmVarDecl>(Variable))
    return Passed.lookup(Parameter);
  return Variable->getInit();
}

bool NestReader::isInvariant(const Expr *E, const Expr **Why) {
  E = bare(E);
  auto No = [&](const Expr *Reason) {
    if (Why && !*Why)
      *Why = Reason;
    return false;
  };
  if (E->HasSideEffects(Context, /*IncludePossibleEffects=*/false))
    return No(E);
  if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const ValueDecl *D = Reference->getDecl();
    if (isa<FunctionDecl, EnumConstantDecl>(D))
      return true;
    if (auto *Binding = dyn_cast<BindingDecl>(D); Binding && Binding->getDecomposedDecl())
      D = cast<ValueDecl>(Binding->getDecomposedDecl());
    if (Indices.count(D) || RangeVariables.count(D) || (D != Reference->getDecl() && Private.contains(D)))
      return No(E);
    if (Private.contains(D)) {
      const Expr *Value = valueOf(D);
      return Value && isInvariant(Value, Why) ? true : No(E);
    }
    if (auto *Variable = dyn_cast<VarDecl>(D); Variable && Variable->getType().isVolatileQualified())
      return No(E);
    return changeOf(E) ? No(E) : true;
  }
  if (isa<CXXThisExpr>(E) || E->isEvaluatable(Context))
    return true;
  if (auto *Member = dyn_cast<MemberExpr>(E)) {
    if (isa<CXXMethodDecl>(Member->getMemberDecl()))
      return isInvariant(Member->getBase(), Why);
    if (E->getType().isVolatileQualified() || changeOf(E))
      return No(E);
    return Member->isArrow() ? isInvariant(Member->getBase(), Why) : isSameObject(Member->getBase(), Why);
  }
  if (memberAccessed(E)) {
    auto *Callee = cast<MemberExpr>(cast<CallExpr>(E)->getCallee()->IgnoreParens());
    return Callee->isArrow() ? isInvariant(Callee->getBase(), Why) : isSameObject(Callee->getBase(), Why);
  }
  if (auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    bool Pure =
        Callee && (Callee->hasAttr<ConstAttr>() || Callee->hasAttr<PureAttr>() || Callee->isConstexpr() ||
                   (Method && Method->isConst()) || (isStdFunction(Callee) && Method) ||
                   (Callee->getBuiltinID() &&
                    Context.BuiltinInfo.isConstWithoutErrnoAndExceptions(Callee->getBuiltinID())));
    // Computed from numbers alone, by what is seen to change nothing.
    if (Callee && !Pure && !Method && all_of(Call->arguments(), [](const Expr *A) {
          return A->getType()->isArithmeticType() || A->getType()->isEnumeralType();
        })) {
      const Effects &Of = Functions.of(Callee);
      Pure = Of.Known && Of.Tag.empty() && Callee->hasBody() &&
             none_of(Of.Written, [](bool W) { return W; }) &&
             none_of(Of.Globals, [&](const VarDecl *Global) { return changeOf(keyOf(Global)); });
    }
    // What is seen is believed.
    if (Pure && Callee->hasBody() && !isStdFunction(Callee) && !Functions.of(Callee).Tag.empty())
      Pure = false;
    if (Callee && inNamespace(Callee, "njmpi"))
      Pure = false;
    if (Method && isFieldType(Context.getRecordType(Method->getParent())))
      Pure = Method->getIdentifier() && isShapeFunction(Method->getName());
    if (!Pure)
      return No(E);
  } else if (isa<LambdaExpr, CXXNewExpr, CXXThrowExpr, StmtExpr>(E)) {
    return No(E);
  }
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  const Expr *Object = Operator ? Operator->getArg(0)->IgnoreParenImpCasts() : nullptr;
  const bool OfTemporary = Object && !Object->isLValue() && !holdsPointers(Object->getType());
  if (E->isLValue() && !OfTemporary && isa<ArraySubscriptExpr, CXXOperatorCallExpr>(E)) {
    // An element of an array that nobody writes.
    Place P = placeOf(E);
    if ((P.K != Place::Element && P.K != Place::Outer) || P.IsField)
      return No(E);
    for (const Change &C : Changes)
      if (StringRef(C.Key).contains(P.Key) && Context.hasSameUnqualifiedType(C.Type, E->getType()))
        return No(P.Base);
  }
  return all_of(E->children(), [&](const Stmt *Child) {
    auto *Sub = dyn_cast_or_null<Expr>(Child);
    return !Sub || isInvariant(Sub, Why);
  });
}

bool NestReader::isSameObject(const Expr *E, const Expr **Why) {
  E = bare(E);
  if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const ValueDecl *D = Reference->getDecl();
    if (isa<VarDecl>(D) && !Indices.count(D) && !RangeVariables.count(D) && !Private.contains(D) &&
        !D->getType().getNonReferenceType().isVolatileQualified())
      return true;
  } else if (auto *Member = dyn_cast<MemberExpr>(E); Member && isa<FieldDecl>(Member->getMemberDecl())) {
    return Member->isArrow() ? isInvariant(Member->getBase(), Why) : isSameObject(Member->getBase(), Why);
  }
  return isInvariant(E, Why);
}

/// Whether it is computed from what a lambda or function was called with, or has of its own, which nothing
/// outside of it can name.
bool NestReader::namesPassed(const Stmt *S) const {
  if (auto *Reference = dyn_cast_or_null<DeclRefExpr>(S)) {
    auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    if (Variable && Private.contains(Variable) && !Indices.count(Variable) &&
        (isa<ParmVarDecl>(Variable) || !L.Body ||
         !L.Body->getSourceRange().fullyContains(Variable->getLocation()) ||
         namesPassed(Variable->getInit())))
      return true;
  }
  return S && any_of(S->children(), [&](const Stmt *Child) { return namesPassed(Child); });
}

std::optional<Polynomial> NestReader::polynomial(const Expr *E) {
  const bool Wraps = narrows(E);
  E = bare(E);
  if (!E->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  Expr::EvalResult Value;
  if (!E->isValueDependent() && !E->isLValue() && E->EvaluateAsInt(Value, Context))
    return Value.Val.getInt().isSignedIntN(62)
               ? std::optional(Polynomial::number(Value.Val.getInt().getExtValue()))
               : std::nullopt;
  if (Wraps)
    return std::nullopt;
  if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const ValueDecl *D = Reference->getDecl();
    if (auto It = Indices.find(D); It != Indices.end() && !L.level(It->second).Range) {
      const auto Number = Counted.find(int(It->second));
      return Number != Counted.end() ? Polynomial::number(Number->second)
                                     : Polynomial::atom({int(It->second), "", nullptr});
    }
    auto *Variable = dyn_cast<VarDecl>(D);
    if (Private.contains(D)) {
      const Expr *Value = valueOf(D);
      if (!Value || Depth > 16)
        return std::nullopt;
      ++Depth;
      auto P = polynomial(Value);
      --Depth;
      return P;
    }
    if (Variable && !Variable->isWeak() && Variable->getType().isConstQualified() &&
        !Variable->getType().isVolatileQualified() && !isa<ParmVarDecl>(Variable) && Variable->hasInit() &&
        !Variable->getInit()->isValueDependent() && Variable->getInit()->EvaluateAsInt(Value, Context) &&
        Value.Val.getInt().isSignedIntN(62))
      return Polynomial::number(Value.Val.getInt().getExtValue());
  }
  if (auto *Unary = dyn_cast<UnaryOperator>(E);
      Unary && (Unary->getOpcode() == UO_Minus || Unary->getOpcode() == UO_Plus)) {
    auto P = polynomial(Unary->getSubExpr());
    if (!P || Unary->getOpcode() == UO_Plus)
      return P;
    Polynomial Negative;
    Negative.add(*P, -1);
    return Negative;
  }
  if (auto *Binary = dyn_cast<BinaryOperator>(E);
      Binary && (Binary->isAdditiveOp() || Binary->getOpcode() == BO_Mul ||
                 (Binary->isMultiplicativeOp() && namesPassed(Binary)))) {
    auto A = polynomial(Binary->getLHS()), B = polynomial(Binary->getRHS());
    if (!A || !B)
      return std::nullopt;
    if (Binary->getOpcode() == BO_Mul)
      return A->times(*B);
    if (Binary->isMultiplicativeOp()) { // of numbers
      auto Number = A->asNumber(), By = B->asNumber();
      if (!Number || !By || *By == 0)
        return std::nullopt;
      return Polynomial::number(Binary->getOpcode() == BO_Div ? *Number / *By : *Number % *By);
    }
    A->add(*B, Binary->getOpcode() == BO_Add ? 1 : -1);
    return A;
  }
  if (isInvariant(E) && !namesPassed(E))
    return Polynomial::atom({-1, keyOf(E, Context), E});
  if (auto Entry = Counted.empty() ? std::nullopt : entryOfTable(E))
    return Polynomial::number(*Entry);
  return std::nullopt;
}

std::optional<Polynomial> NestReader::polynomial(const Place::Step &Step) {
  if (Step.Any)
    return std::nullopt;
  Polynomial Sum;
  if (Step.Position)
    Sum = Polynomial::atom({int(Positions.lookup(Step.Position)), "", nullptr});
  for (const Expr *E : Step.Added) {
    auto P = polynomial(E);
    if (!P)
      return std::nullopt;
    Sum.add(*P);
  }
  for (const Expr *E : Step.Subtracted) {
    auto P = polynomial(E);
    if (!P)
      return std::nullopt;
    Sum.add(*P, -1);
  }
  return Sum;
}

} // namespace njmpi
