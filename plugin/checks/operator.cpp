// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-operator: a predefined operator on a datatype for which MPI does not define it (MPI 4.0,
// section 6.9.2), or a callable that takes no two of the elements.
#include "checks/check.h"
#include "facts/operators.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/EnterExpressionEvaluationContext.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

namespace {

/// `callable(a, a)` is well-formed for `const T a` and has a value.
bool combines(Sema &S, QualType Callable, QualType T, SourceLocation At) {
  EnterExpressionEvaluationContext Unevaluated(S, Sema::ExpressionEvaluationContext::Unevaluated);
  Sema::SFINAETrap Trap(S, /*AccessCheckingSFINAE=*/true);
  OpaqueValueExpr Function(At, Callable, VK_LValue), Left(At, T.withConst(), VK_LValue),
      Right(At, T.withConst(), VK_LValue);
  Expr *Arguments[] = {&Left, &Right};
  ExprResult Result = S.BuildCallExpr(/*S=*/nullptr, &Function, At, Arguments, At);
  return !Trap.hasErrorOccurred() && Result.isUsable() && !Result.get()->getType()->isVoidType();
}

/// What an element of a uniform type consists of: a user's operator may combine the parts.
QualType part(const ASTContext &Context, QualType T) {
  while (true) {
    T = Context.getBaseElementType(T);
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    if (!Record || asStd(T, "complex") || !Record->hasDefinition())
      return T;
    if (Record->getNumBases() != 0)
      T = Record->bases_begin()->getType();
    else if (!Record->field_empty())
      T = Record->field_begin()->getType();
    else
      return T;
  }
}

/// njmpi::op::min, njmpi::commutative(f): what the library knows how to apply.
bool isOfLibrary(const Decl *D) {
  for (const DeclContext *In = D->getDeclContext(); In; In = In->getParent())
    if (auto *Space = dyn_cast<NamespaceDecl>(In); Space && Space->getName() == "njmpi")
      return true;
  return false;
}

/// A callable of the user's own that cannot be called with two elements, nor with two parts of them.
bool isUnfit(Sema &S, const Expr *Argument, const Datatype &Type) {
  QualType Callable = Argument->getType().getNonReferenceType();
  if (const CXXRecordDecl *Record = Callable->getAsCXXRecordDecl(); Record && isOfLibrary(Record)) {
    auto *Wrapper = dyn_cast<ClassTemplateSpecializationDecl>(Record);
    if (!Wrapper || !Wrapper->getIdentifier() || Wrapper->getName() != "commutative_operator")
      return false;
    Callable = Wrapper->getTemplateArgs()[0].getAsType();
  }
  const SourceLocation At = Argument->getExprLoc();
  return !combines(S, Callable, Type.Element, At) &&
         !(Type.uniform() && combines(S, Callable, part(S.Context, Type.Element), At));
}

} // namespace

void checkOperator(const Call &C, Reporter &Report) {
  if (!C.Op->parameter("op"))
    return;
  const Buffer *B = nullptr; // any of the two: their types match
  for (const Buffer &Each : C.Buffers)
    if (Each.Kind != BufferKind::None && Each.Kind != BufferKind::InPlace && !Each.Type.Element.isNull())
      B = &Each;
  if (!B || B->Type.Dependent)
    return;
  const Expr *Argument = C.argument(ParameterKind::OP);
  Operator O = describeOperator(Argument, B->Type);
  if (!O.Row && !O.Dependent && Argument && isUnfit(Report.sema(), Argument, B->Type)) {
    Finding F{Argument->getExprLoc(), "operator", "", {Argument->getSourceRange()}, {}, {}};
    F.Message = "the operator of '" + C.Op->Name.str() + "' takes no two elements of type '" +
                Report.type(B->Type.Element) + "'";
    Report.reject(C, F);
  }
  if (!O.Row || O.IsStandardFunctor)
    return;
  const PredefinedType *Type = B->Type.uniform();
  if (Type && O.Row->isDefinedOn(Type->Kind))
    return;
  const Expr *At = Argument ? Argument : C.Expr;
  Finding F{Argument ? Argument->getExprLoc() : C.Expr->getBeginLoc(),
            "operator",
            "",
            {At->getSourceRange()},
            {},
            {}};
  F.Message = "operator 'njmpi::op::" + O.Row->Name.str() + "' is not defined for elements of type '" +
              Report.type(B->Type.Element) + "'";
  if (!Type)
    F.Message += "; pass a function of two of them";
  Report.reject(C, F);
}

} // namespace njmpi
