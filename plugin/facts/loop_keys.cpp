// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the indices of an indirect read are computed from: as long as it is the same, so is their list.
#include "facts/loop_reader.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Whether an object of this type may be, hold or lead to an element of that one.
bool mayReach(QualType T, QualType Element, unsigned Depth = 0) {
  T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (T == Element.getCanonicalType().getUnqualifiedType() || T->isVoidType() || T->isCharType() ||
      Depth > 12)
    return true;
  if (T->isPointerType())
    return mayReach(T->getPointeeType(), Element, Depth + 1);
  if (const clang::ArrayType *Array = T->getAsArrayTypeUnsafe())
    return mayReach(Array->getElementType(), Element, Depth + 1);
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || isFieldType(T))
    return false;
  if (!(Record = Record->getDefinition()) || Record->isPolymorphic())
    return true;
  return any_of(Record->bases(),
                [&](const CXXBaseSpecifier &B) { return mayReach(B.getType(), Element, Depth + 1); }) ||
         any_of(Record->fields(),
                [&](const FieldDecl *F) { return mayReach(F->getType(), Element, Depth + 1); });
}

/// Looks in a kernel for what could change elements of a type: assignments to such elements, and objects that
/// lead to some and are handed to a function that may change them.
class ElementChanges : public RecursiveASTVisitor<ElementChanges> {
public:
  ElementChanges(QualType Element, EffectsCache &Functions) : Element(Element), Functions(Functions) {}
  bool Found = false;

  bool VisitBinaryOperator(BinaryOperator *E) { return !E->isAssignmentOp() || assigned(E->getLHS()); }
  bool VisitUnaryOperator(UnaryOperator *E) {
    return !E->isIncrementDecrementOp() || assigned(E->getSubExpr());
  }
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *Callee = E->getDirectCallee();
    if (!Callee)
      return !(Found = true);
    auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (Method &&
        (inNamespace(Callee, "njmpi") || isFieldType(QualType(Method->getParent()->getTypeForDecl(), 0))))
      return true;
    const bool IsLambda = Method && Method->getParent()->isLambda(); // read where it is written
    if (!IsLambda && !isStdFunction(Callee) && !inNamespace(Callee, "njmpi") && !Callee->getBuiltinID()) {
      const Effects &Does = Functions.of(Callee); // it may know another name
      if (!Does.Known || !Does.Tag.empty())
        return !(Found = true);
    }
    unsigned First = 0;
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      First = Method && !Method->isStatic() ? 1 : 0;
      if (Operator->isAssignmentOp())
        return handed(E->getArg(0));
    } else if (auto *Member = dyn_cast<CXXMemberCallExpr>(E);
               Member && Method && !Method->isConst() && !names(Method)) {
      if (!handed(Member->getImplicitObjectArgument()))
        return false;
    }
    for (unsigned I = First; I < E->getNumArgs(); ++I) {
      QualType Parameter = I - First < Callee->getNumParams() ? Callee->getParamDecl(I - First)->getType()
                                                              : E->getArg(I)->getType();
      if ((Parameter->isReferenceType() || Parameter->isPointerType()) &&
          !Parameter->getPointeeType().isConstQualified() && !handed(E->getArg(I)))
        return false;
    }
    return true;
  }

private:
  /// Names an element, and changes nothing.
  static bool names(const CXXMethodDecl *Method) {
    return isStdFunction(Method) && Method->getIdentifier() &&
           is_contained({"begin", "end", "data", "at", "front", "back", "size", "get"}, Method->getName());
  }
  bool assigned(const Expr *Target) {
    Target = Target->IgnoreParenImpCasts();
    if (auto *Named = dyn_cast<DeclRefExpr>(Target))
      if (auto *Variable = dyn_cast<VarDecl>(Named->getDecl());
          Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType() &&
          Variable->getType()->isScalarType() && !Variable->getType()->isPointerType())
        return true;
    return handed(Target);
  }
  bool handed(const Expr *Object) {
    QualType T = Object->getType();
    Found |= mayReach(T->isPointerType() ? T->getPointeeType() : T, Element);
    return !Found;
  }
  QualType Element;
  EffectsCache &Functions;
};

bool hasLabel(const Stmt *S) { return S && (isa<LabelStmt>(S) || any_of(S->children(), hasLabel)); }

/// Whether an expression names one object for as long as the function runs: a parameter, a member, a global,
/// or what is declared where no loop comes by again.
bool namesOneObject(const Expr *E, const FunctionDecl *Function) {
  E = E->IgnoreParenImpCasts();
  if (isa<CXXThisExpr>(E))
    return true;
  if (auto *Member = dyn_cast<MemberExpr>(E))
    return (!Member->isArrow() || isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())) &&
           isa<FieldDecl>(Member->getMemberDecl()) && namesOneObject(Member->getBase(), Function);
  auto *Named = dyn_cast<DeclRefExpr>(E);
  auto *Variable = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
  auto *Body = dyn_cast_or_null<CompoundStmt>(Function->getBody());
  if (!Variable || !Body)
    return false;
  if (isa<ParmVarDecl>(Variable) || Variable->hasGlobalStorage())
    return true;
  return !hasLabel(Body) && any_of(Body->body(), [&](const Stmt *S) {
    auto *Declaration = dyn_cast<DeclStmt>(S);
    return Declaration && is_contained(Declaration->decls(), Variable);
  });
}

} // namespace

/// Adds what an expression or a declaration reads; false if it cannot all be named.
bool NestReader::addKeys(Access &Of, const Stmt *S) {
  if (!S)
    return true;
  auto Children = [&] {
    return all_of(S->children(), [&](const Stmt *Child) { return addKeys(Of, Child); });
  };
  auto add = [&](SmallVectorImpl<const Expr *> &Keys, const Expr *E) {
    if (none_of(Keys, [&](const Expr *Known) { return keyOf(Known, Context) == keyOf(E, Context); }))
      Keys.push_back(E);
  };
  auto *E = dyn_cast<Expr>(S);
  if (!E) {
    auto *Declaration = dyn_cast<DeclStmt>(S);
    return Declaration ? all_of(Declaration->decls(),
                                [&](const Decl *D) {
                                  auto *Variable = dyn_cast<VarDecl>(D);
                                  return !Variable || addKeys(Of, Variable->getInit());
                                })
                       : Children();
  }
  if (isa<LambdaExpr, StmtExpr, CXXNewExpr>(E))
    return false;
  if (auto *Call = dyn_cast<CallExpr>(E))
    return addKeysOfCall(Of, Call);
  if (auto *Member = dyn_cast<MemberExpr>(E); Member && isa<VarDecl>(Member->getMemberDecl()))
    return cast<VarDecl>(Member->getMemberDecl())->isUsableInConstantExpressions(Context);
  const Expr *Base = E;
  while (auto *Member = dyn_cast<MemberExpr>(Base->IgnoreParenImpCasts())) {
    if (!isa<FieldDecl>(Member->getMemberDecl()))
      break;
    Base = Member->getBase();
  }
  Base = Base->IgnoreParenImpCasts();
  auto *Named = dyn_cast<DeclRefExpr>(Base);
  const bool IsMember = isa<MemberExpr>(E);
  if (IsMember && !isa<CXXThisExpr>(Base) && !Named)
    return Children(); // of an element, which is memory that is named
  if (!IsMember && !Named)
    return Children();
  if (Named) {
    const ValueDecl *D = Named->getDecl();
    auto *Variable = dyn_cast<VarDecl>(D);
    if (isa<FunctionDecl, EnumConstantDecl, NonTypeTemplateParmDecl>(D) || Indices.count(D) ||
        Private.contains(D) || RangeVariables.count(D) ||
        (Variable && Variable->isUsableInConstantExpressions(Context)))
      return true; // computed from what else is looked at
    auto *Binding = dyn_cast<BindingDecl>(D);
    if (Binding && L.Levels[0].Loop->getSourceRange().fullyContains(D->getSourceRange()))
      return true;
    if (!Variable && !Binding)
      return false;
  }
  QualType T = E->getType().getNonReferenceType();
  if (T->isIntegralOrEnumerationType() || T->isRealFloatingType()) {
    add(Of.KeyValues, E);
    return !E->refersToBitField() && Context.getTypeSize(T) <= 64; // long double has bytes that mean nothing
  }
  if (isFieldType(T))
    return true; // its shape is in the plan
  QualType Element = T->isPointerType() ? T->getPointeeType() : QualType();
  if (const clang::ArrayType *Array = T->getAsArrayTypeUnsafe())
    Element = Array->getElementType();
  else if (isArrayClass(T) && !isBitVector(T))
    Element = isMdspanType(T) ? Context.CharTy : specializationOf(T)->getTemplateArgs()[0].getAsType();
  if (Element.isNull())
    return false;
  if (!T->isPointerType()) {
    add(Of.KeyMemory, E);
    const bool Const =
        (E->getType().isConstQualified() || Element.isConstQualified()) && namesOneObject(E, K.Function);
    ElementChanges Changes(Element, Functions);
    if (Const && !isMdspanType(T))
      Changes.TraverseStmt(K.Function->getBody());
    Of.KeysAreConstant &= Const && !isMdspanType(T) && !Changes.Found;
  }
  return !T->isPointerType() && !holdsPointers(Element);
}

bool NestReader::addKeysOfCall(Access &Of, const CallExpr *Call) {
  auto Arguments = [&](unsigned First) {
    return all_of(drop_begin(Call->arguments(), First), [&](const Expr *A) { return addKeys(Of, A); });
  };
  const FunctionDecl *Callee = Call->getDirectCallee();
  auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Callee || (Method && Method->getParent()->isLambda()))
    return false;
  const bool OnObject = Method && !Method->isStatic();
  const Expr *Object = nullptr;
  if (auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    Object = Member->getImplicitObjectArgument();
  else if (OnObject)
    Object = Call->getArg(0);
  if (Object && isFieldType(Object->getType()))
    return Method->getIdentifier() && isShapeFunction(Method->getName()) &&
           any_of(L.Arrays, [&](const Array &A) { return A.Key == keyOf(Object, Context); });
  if (isStdFunction(Callee) || Callee->getBuiltinID())
    return (!isa<CXXMemberCallExpr>(Call) || addKeys(Of, Object)) && Arguments(0);
  if (inNamespace(Callee, "njmpi"))
    return false;
  // A function of its arguments alone.
  const Effects &Does = Functions.of(Callee);
  const bool Alone =
      Does.Known && Does.Tag.empty() && Callee->hasBody() && Does.Globals.empty() &&
      (!OnObject || (!Does.Object.Whole && Does.Object.Members.empty())) &&
      all_of(Callee->parameters(), [](const ParmVarDecl *P) {
        return !P->getType()->isPointerType() && !holdsPointers(P->getType().getNonReferenceType());
      });
  return Alone && Arguments(OnObject && isa<CXXOperatorCallExpr>(Call) ? 1 : 0);
}

void NestReader::findKeys() {
  for (Access &A : L.Accesses) {
    if (A.Indirect.empty())
      continue;
    SmallVector<const Stmt *, 16> Evaluated;
    // The bounds of outer levels are looked at in any case, while they do not move.
    for (const Level &Each : L.Levels)
      if (!Each.Invariant || &Each != &L.Levels.front())
        append_range(Evaluated, ArrayRef<const Stmt *>{Each.First, Each.Bound, Each.Added, Each.Step});
    for (const Stmt *Step : A.Chain)
      if (auto *Declaration = dyn_cast<DeclStmt>(Step))
        Evaluated.push_back(Declaration);
      else
        append_range(Evaluated, headerOf(Step));
    for (const Guard &Each : A.Guards)
      Evaluated.push_back(Each.first);
    append_range(Evaluated, A.Indirect);
    A.KeysAreKnown = all_of(Evaluated, [&](const Stmt *S) { return addKeys(A, S); });
  }
}

} // namespace njmpi
