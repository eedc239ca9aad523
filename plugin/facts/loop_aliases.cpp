// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory that a nest reads or accumulates beside its arrays, and that may be part of one of them: what a
// reference or a pointer leads to, objects that a pointer may lead to, what called functions read.
#include "facts/loop_reader.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Whether a type is, or has as a part, another one.
bool contains(ASTContext &Context, QualType Outer, QualType Inner, unsigned Depth = 0) {
  Outer = Context.getBaseElementType(Outer.getNonReferenceType());
  if (Context.hasSameUnqualifiedType(Outer, Inner))
    return true;
  auto *Record = Outer->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Depth > 4)
    return false;
  return any_of(Record->fields(),
                [&](const FieldDecl *F) { return contains(Context, F->getType(), Inner, Depth + 1); }) ||
         any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
           return contains(Context, Base.getType(), Inner, Depth + 1);
         });
}

/// Whether a type has another one as a part, or leads to it.
bool leadsTo(ASTContext &Context, QualType Outer, QualType Inner, unsigned Depth = 0) {
  Outer = Context.getBaseElementType(Outer.getNonReferenceType());
  while (Outer->isPointerType())
    Outer = Context.getBaseElementType(Outer->getPointeeType());
  if (Context.hasSameUnqualifiedType(Outer, Inner) || contains(Context, Inner, Outer) || Depth > 6)
    return true;
  auto *Record = Outer->getAsCXXRecordDecl();
  if (!Record)
    return Outer->isVoidType() || Outer->isCharType();
  if (!Record->hasDefinition() || Record->isDynamicClass())
    return true;
  return any_of(Record->fields(),
                [&](const FieldDecl *F) { return leadsTo(Context, F->getType(), Inner, Depth + 1); }) ||
         any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
           return leadsTo(Context, Base.getType(), Inner, Depth + 1);
         });
}

/// Looks for what may lead to a variable, or to the elements it owns, under another name.
class Leak {
  const VarDecl *Variable;

public:
  explicit Leak(const VarDecl *Variable) : Variable(Variable) {}

  bool isIn(const Stmt *S) const {
    if (!S)
      return false;
    if (auto *Cast = dyn_cast<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue)
      return !names(Cast->getSubExpr()) && isIn(Cast->getSubExpr());
    if (auto *Binary = dyn_cast<BinaryOperator>(S);
        Binary && Binary->isAssignmentOp() && names(Binary->getLHS()))
      return isIn(Binary->getRHS());
    if (auto *Unary = dyn_cast<UnaryOperator>(S);
        Unary && Unary->isIncrementDecrementOp() && names(Unary->getSubExpr()))
      return false;
    if (auto *Call = dyn_cast<CallExpr>(S); Call && isKnown(Call->getDirectCallee()))
      return isInCall(Call);
    if (auto *Lambda = dyn_cast<LambdaExpr>(S))
      return isIn(Lambda->getBody());
    if (auto *Declaration = dyn_cast<DeclStmt>(S))
      return any_of(Declaration->decls(), [&](const Decl *D) {
        auto *Each = dyn_cast<VarDecl>(D);
        return Each && (Each == Variable ? isMoved(Each->getInit()) : isIn(Each->getInit()));
      });
    if (auto *For = dyn_cast<CXXForRangeStmt>(S); For && names(For->getRangeInit()))
      return isIn(For->getInit()) || isIn(For->getBody());
    if (isa<DeclRefExpr>(S))
      return names(cast<Expr>(S));
    return any_of(S->children(), [&](const Stmt *Child) { return isIn(Child); });
  }

private:
  /// The variable, or a part of it.
  bool names(const Expr *E) const {
    E = E ? bare(E) : nullptr;
    if (auto *Reference = dyn_cast_or_null<DeclRefExpr>(E))
      return Reference->getDecl() == Variable;
    if (auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(E))
      return bare(Element->getBase())->getType()->isArrayType() && names(Element->getBase());
    if (auto *Member = dyn_cast_or_null<MemberExpr>(E))
      return !Member->isArrow() && names(Member->getBase());
    auto *Call = dyn_cast_or_null<CallExpr>(E);
    if (!Call || !Call->getDirectCallee() || !isStdFunction(Call->getDirectCallee()))
      return false;
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
      return Operator->getOperator() == OO_Subscript && names(Operator->getArg(0));
    return is_contained({"at", "front", "back"}, methodName(Call)) &&
           names(cast<CXXMemberCallExpr>(Call)->getImplicitObjectArgument());
  }

  /// What keeps nothing of its arguments but in its result.
  static bool isKnown(const FunctionDecl *Callee) {
    return Callee && (isStdFunction(Callee) || Callee->isExternC() || inNamespace(Callee, "njmpi"));
  }

  /// Memory that had another owner.
  static bool isMoved(const Expr *E) {
    if (!E)
      return false;
    E = E->IgnoreImplicit();
    if (auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return any_of(Construct->arguments(), [](const Expr *A) { return isMoved(A); });
    return E->isXValue() || (isa<CXXStdInitializerListExpr, InitListExpr>(E) &&
                             any_of(E->children(), [](const Stmt *A) { return isMoved(cast<Expr>(A)); }));
  }

  bool isInCall(const CallExpr *Call) const {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const QualType Result = Call->getCallReturnType(Callee->getASTContext());
    auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    const StringRef Name = Callee->getIdentifier() ? Callee->getName() : "";
    const bool Assigns = Operator && Operator->isAssignmentOp();
    const bool IsObject = Variable->getType()->isRecordType();
    bool Leads = Assigns                    ? IsObject && isMoved(Call->getArg(1))
                 : Name == "swap"           ? IsObject
                 : !Callee->getIdentifier() ? false
                                            : Result->isPointerType() || Result->isReferenceType() ||
                                                  isViewClass(Result) || Name == "ref" || Name == "cref";
    if (is_contained({"max", "min", "clamp"}, Name) && !IsObject)
      Leads = false;
    auto IsPart = [&](const Expr *E) { // w.begin(), w.data()
      auto *Of = dyn_cast<CXXMemberCallExpr>(bare(E));
      return Of && isKnown(Of->getDirectCallee()) && names(Of->getImplicitObjectArgument());
    };
    if (auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      if (names(Object) ? Leads && !is_contained({"at", "front", "back"}, Name) : isIn(Object))
        return true;
    }
    return any_of(Call->arguments(), [&](const Expr *A) { return names(A) || IsPart(A) ? Leads : isIn(A); });
  }
};

/// Of what is read by a call.
QualType typeOf(const OtherMemory &O) {
  return (O.Global ? O.Global->getType() : O.Part ? O.Part->getType() : O.E->getType()).getNonReferenceType();
}

} // namespace

/// Where the object lies that an expression names.
Lies NestReader::liesWhere(const Expr *E) const {
  E = bare(E);
  while (auto *Member = dyn_cast<MemberExpr>(E)) {
    if (isa<VarDecl>(Member->getMemberDecl()))
      return Lies::Named;
    const Expr *Base = bare(Member->getBase());
    if (Member->getMemberDecl()->getType()->isReferenceType())
      return Lies::Anywhere;
    if (Member->isArrow())
      return isa<CXXThisExpr>(Base) ? Lies::Named : Lies::Anywhere;
    E = Base;
  }
  if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    if (!Variable)
      return Lies::Apart;
    if (Variable->getType()->isReferenceType()) {
      const Expr *Init = boundTo(Variable);
      return Init && Init->isLValue() ? liesWhere(Init) : Lies::Anywhere;
    }
    if (Variable->getType().isConstQualified())
      return Lies::Apart;
    return Variable->hasGlobalStorage() || Leak(Variable).isIn(K.Function->getBody()) ? Lies::Named
                                                                                      : Lies::Apart;
  }
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref)
    return Lies::Anywhere;
  return Lies::Apart;
}

bool NestReader::isHidden(const Array &A) const {
  if (isBitVector(A.Base->getType()))
    return true; // other arrays do not hold bits
  auto *Variable = dyn_cast_or_null<VarDecl>(A.Variable);
  if (!Variable || !A.IsObject || A.Kind == ArrayKind::Field)
    return Variable && (A.IsObject || Variable->getType().isRestrictQualified());
  return Variable->hasLocalStorage() && Variable->getDeclContext()->Equals(K.Function) &&
         !Leak(Variable).isIn(K.Function->getBody());
}

/// What functions that the body calls read, beside the elements that are named.
void NestReader::addCalledReads() {
  for (const WholeUse &W : WholeReads) {
    OtherMemory O;
    O.By = W.E;
    if (W.Object) {
      O.E = bare(W.Object);
      const QualType T = O.E->getType();
      if (!(T->isRecordType() ? O.E->isLValue() && !isArrayClass(T) : T->isPointerType()) || !isOutside(O.E))
        continue;
      O.Part = dyn_cast_or_null<FieldDecl>(W.Part);
      O.Where = T->isPointerType() ? Lies::Anywhere : liesWhere(O.E);
    } else if (auto *Global = dyn_cast_or_null<VarDecl>(W.Part)) {
      O.Global = Global;
      O.Where = Global->getType()->isReferenceType() ? Lies::Anywhere : Lies::Named;
    } else {
      continue;
    }
    // Of what a pointer leads to nobody knows the size: it is not looked into.
    O.Leads = (O.Global || O.Part || O.E->getType()->isRecordType() || isa<CXXThisExpr>(O.E)) &&
              (K.IsInstantiation || holdsPointers(typeOf(O)));
    if (none_of(L.Others, [&](const OtherMemory &Other) {
          return Other.By && Other.Part == O.Part && Other.Global == O.Global &&
                 (!O.E || keyOf(Other.E, Context) == keyOf(O.E, Context));
        }))
      L.Others.push_back(O);
  }
}

/// Whether the expression means outside the nest what it means in it.
bool NestReader::isOutside(const Expr *E) const {
  return K.Function->getSourceRange().fullyContains(E->getSourceRange()) && !namesPrivate(E) &&
         !namesPassed(E) && none_of(L.Levels, [&](const Level &At) {
           return At.Index && anyWithin(E, [&](const Stmt *S) {
                    auto *Reference = dyn_cast<DeclRefExpr>(S);
                    return Reference && Reference->getDecl() == At.Index;
                  });
         });
}

void NestReader::findAliases() {
  auto Add = [&](const Expr *E, Lies Where, bool Whole) {
    if (Where != Lies::Apart && isOutside(E) &&
        none_of(L.Others, [&](const OtherMemory &O) { return keyOf(O.E, Context) == keyOf(E, Context); })) {
      OtherMemory O;
      O.E = E;
      O.Where = Where;
      O.Whole = Whole;
      L.Others.push_back(O);
    }
  };
  for (const std::string &Key : ScalarOrder) {
    const Scalar &Each = Scalars[Key];
    if (none_of(Each.Uses, [](const ScalarUse &U) { return U.Write; }))
      Add(bare(Each.Variable.Target), liesWhere(Each.Variable.Target), false);
  }
  // How often the nest runs must not change either.
  for (const Level &At : L.Levels)
    for (const Expr *Part : {At.First, At.Bound, At.Added, At.Step})
      (void)anyWithin(Part, [&](const Stmt *S) {
        if (auto *E = dyn_cast<Expr>(S);
            isa_and_nonnull<DeclRefExpr, MemberExpr>(E) && E->isLValue() && E->getType()->isScalarType())
          Add(E, liesWhere(E), false);
        return false;
      });
  for (const WholeUse &W : WholeReads) {
    const Expr *E = bare(W.E);
    if (E->isLValue() && isArrayClass(E->getType()) && !isFieldType(E->getType()))
      Add(E, isViewClass(E->getType()) ? Lies::Anywhere : liesWhere(E), true);
  }
  addCalledReads();
  for (auto [I, A] : enumerate(L.Arrays))
    if (A.Holder && A.Kind == ArrayKind::Replicated) {
      OtherMemory O;
      O.E = bare(A.Holder);
      O.Where = Lies::Anywhere;
      O.By = A.Call;
      O.Leads = true;
      O.Held = I;
      L.Others.push_back(O);
    }
  // What may be one memory, by type.
  auto IsOpen = [](const Array &A) { return A.Kind == ArrayKind::Replicated && !A.IsHidden; };
  auto Leads = [](const Array &A) { // anywhere
    QualType T = A.Base->getType().getNonReferenceType();
    return T->isPointerType() || isViewClass(T) || T->isArrayType() || isStdArray(T);
  };
  auto ElementOf = [&](const OtherMemory &O) {
    QualType T = O.E->getType().getNonReferenceType();
    auto *Class = O.Whole ? specializationOf(T) : nullptr;
    return Class && Class->getTemplateArgs()[0].getKind() == TemplateArgument::Type
               ? Class->getTemplateArgs()[0].getAsType()
               : T;
  };
  // Of a template the text is the same for all types.
  auto Fit = [&](QualType X, QualType Y) {
    return K.IsInstantiation || contains(Context, X, Y) || contains(Context, Y, X);
  };
  auto MayMeet = [&](const Array &A, const OtherMemory &O) {
    if (!IsOpen(A) || !A.Written || A.Holder)
      return false;
    if (O.Held)
      return Fit(A.Element, L.Arrays[*O.Held].Element);
    if (O.By)
      return K.IsInstantiation || leadsTo(Context, typeOf(O), A.Element);
    return A.Key != keyOf(O.E, Context) && Fit(A.Element, ElementOf(O)) &&
           !(A.IsObject && O.Where == Lies::Named) && (O.Whole || O.Where == Lies::Anywhere || Leads(A));
  };
  using Side = Overlap::Side;
  for (auto [I, A] : enumerate(L.Arrays)) {
    for (auto [J, O] : enumerate(L.Others))
      if (MayMeet(A, O))
        L.Overlaps.push_back({{Side::Array, unsigned(I)}, {Side::Other, unsigned(J)}});
    for (auto [J, R] : enumerate(L.Reductions))
      if (Lies Where = liesWhere(R.Target); IsOpen(A) && !A.Holder && Where != Lies::Apart &&
                                            Fit(A.Element, R.Type) &&
                                            (Where == Lies::Anywhere || (Leads(A) && !A.IsObject)))
        L.Overlaps.push_back({{Side::Array, unsigned(I)}, {Side::Reduction, unsigned(J)}});
  }
  for (auto [I, R] : enumerate(L.Reductions)) {
    const Lies Where = liesWhere(R.Target);
    if (Where == Lies::Apart)
      continue;
    for (auto [J, O] : enumerate(L.Others))
      if (O.By ? K.IsInstantiation || leadsTo(Context, typeOf(O), R.Type)
               : (Where == Lies::Anywhere || O.Where == Lies::Anywhere) && Fit(R.Type, ElementOf(O)))
        L.Overlaps.push_back({{Side::Reduction, unsigned(I)}, {Side::Other, unsigned(J)}});
    for (unsigned J = 0; J != I; ++J)
      if (Lies Other = liesWhere(L.Reductions[J].Target);
          Other != Lies::Apart && (Where == Lies::Anywhere || Other == Lies::Anywhere) &&
          Fit(R.Type, L.Reductions[J].Type))
        L.Overlaps.push_back({{Side::Reduction, J}, {Side::Reduction, unsigned(I)}});
  }
}

} // namespace njmpi
