// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory that a nest reads or accumulates beside its arrays, and that may be part of one of them: what a
// reference or a pointer leads to, objects that a pointer may lead to.
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

/// Whether anything but loads, assignments and functions of the standard library sees a variable.
bool isSeen(const Stmt *S, const VarDecl *Variable) {
  if (!S)
    return false;
  auto Names = [&](const Stmt *E) {
    auto *Reference = dyn_cast_or_null<DeclRefExpr>(E ? bare(cast<Expr>(E)) : nullptr);
    return Reference && Reference->getDecl() == Variable;
  };
  if (auto *Cast = dyn_cast<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue)
    return !Names(Cast->getSubExpr()) && isSeen(Cast->getSubExpr(), Variable);
  if (auto *Binary = dyn_cast<BinaryOperator>(S);
      Binary && Binary->isAssignmentOp() && Names(Binary->getLHS()))
    return isSeen(Binary->getRHS(), Variable);
  if (auto *Unary = dyn_cast<UnaryOperator>(S);
      Unary && Unary->isIncrementDecrementOp() && Names(Unary->getSubExpr()))
    return false;
  if (auto *Call = dyn_cast<CallExpr>(S);
      Call && Call->getDirectCallee() && isStdFunction(Call->getDirectCallee()))
    return any_of(Call->arguments(), [&](const Expr *A) { return !Names(A) && isSeen(A, Variable); });
  if (auto *Lambda = dyn_cast<LambdaExpr>(S))
    return isSeen(Lambda->getBody(), Variable);
  if (auto *Declaration = dyn_cast<DeclStmt>(S))
    return any_of(Declaration->decls(), [&](const Decl *D) {
      auto *Each = dyn_cast<VarDecl>(D);
      return Each && isSeen(Each->getInit(), Variable);
    });
  if (isa<Expr>(S) && isa<DeclRefExpr>(S) && Names(S))
    return true;
  return any_of(S->children(), [&](const Stmt *Child) { return isSeen(Child, Variable); });
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
    return Variable->hasGlobalStorage() || isSeen(K.Function->getBody(), Variable) ? Lies::Named
                                                                                   : Lies::Apart;
  }
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref)
    return Lies::Anywhere;
  return Lies::Apart;
}

void NestReader::findAliases() {
  const SourceRange Function = K.Function->getSourceRange();
  auto IsOutside = [&](const Expr *E) {
    return Function.fullyContains(E->getSourceRange()) && !namesPrivate(E) && !namesPassed(E) &&
           none_of(L.Levels, [&](const Level &At) {
             return At.Index && anyWithin(E, [&](const Stmt *S) {
                      auto *Reference = dyn_cast<DeclRefExpr>(S);
                      return Reference && Reference->getDecl() == At.Index;
                    });
           });
  };
  auto Add = [&](const Expr *E, Lies Where, bool Whole) {
    if (Where != Lies::Apart && IsOutside(E) &&
        none_of(L.Others, [&](const OtherMemory &O) { return keyOf(O.E, Context) == keyOf(E, Context); }))
      L.Others.push_back({E, Where, Whole});
  };
  for (const std::string &Key : ScalarOrder) {
    const Scalar &Each = Scalars[Key];
    if (none_of(Each.Uses, [](const ScalarUse &U) { return U.Write; }))
      Add(bare(Each.Variable.Target), liesWhere(Each.Variable.Target), false);
  }
  for (const WholeUse &W : WholeReads) {
    const Expr *E = bare(W.E);
    if (E->isLValue() && isArrayClass(E->getType()) && !isFieldType(E->getType()))
      Add(E, isViewClass(E->getType()) ? Lies::Anywhere : liesWhere(E), true);
  }
  // What may be one memory, by type.
  auto IsOpen = [](const Array &A) { return A.Kind == ArrayKind::Replicated && !A.OwnMemory; };
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
  using Side = Overlap::Side;
  for (auto [I, A] : enumerate(L.Arrays)) {
    for (auto [J, O] : enumerate(L.Others))
      if (IsOpen(A) && A.Written && A.Key != keyOf(O.E, Context) && Fit(A.Element, ElementOf(O)) &&
          (O.Whole || O.Where == Lies::Anywhere || Leads(A)))
        L.Overlaps.push_back({{Side::Array, unsigned(I)}, {Side::Other, unsigned(J)}});
    for (auto [J, R] : enumerate(L.Reductions))
      if (Lies Where = liesWhere(R.Target); IsOpen(A) && Where != Lies::Apart && Fit(A.Element, R.Type) &&
                                            (Where == Lies::Anywhere || Leads(A)))
        L.Overlaps.push_back({{Side::Array, unsigned(I)}, {Side::Reduction, unsigned(J)}});
  }
  for (auto [I, R] : enumerate(L.Reductions)) {
    const Lies Where = liesWhere(R.Target);
    if (Where == Lies::Apart)
      continue;
    for (auto [J, O] : enumerate(L.Others))
      if ((Where == Lies::Anywhere || O.Where == Lies::Anywhere) && Fit(R.Type, ElementOf(O)))
        L.Overlaps.push_back({{Side::Reduction, unsigned(I)}, {Side::Other, unsigned(J)}});
    for (unsigned J = 0; J != I; ++J)
      if (Lies Other = liesWhere(L.Reductions[J].Target);
          Other != Lies::Apart && (Where == Lies::Anywhere || Other == Lies::Anywhere) &&
          Fit(R.Type, L.Reductions[J].Type))
        L.Overlaps.push_back({{Side::Reduction, J}, {Side::Reduction, unsigned(I)}});
  }
}

} // namespace njmpi
