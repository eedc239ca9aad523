// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/operators.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// The row that a standard function object computes on arithmetic values (C++20 [function.objects]).
StringRef rowOfFunctor(QualType T, QualType Element) {
  static const std::pair<StringRef, StringRef> Functors[] = {
      {"plus", "sum"},     {"multiplies", "prod"}, {"logical_and", "land"}, {"logical_or", "lor"},
      {"bit_and", "band"}, {"bit_or", "bor"},      {"bit_xor", "bxor"},
  };
  for (auto [Functor, Row] : Functors)
    if (const ClassTemplateSpecializationDecl *Object = asStd(T, Functor)) {
      // `std::plus<int>` on doubles makes each sum an int; the runtime knows how.
      QualType Operand = Object->getTemplateArgs()[0].getAsType();
      bool OfElements = Operand->isVoidType() ||
                        (!Element.isNull() &&
                         Operand.getCanonicalType() == Element.getCanonicalType().getUnqualifiedType());
      return OfElements ? Row : "";
    }
  return "";
}

} // namespace

Operator describeOperator(const Expr *Argument, const Datatype &Type) {
  Operator O;
  O.Argument = Argument;
  if (!Argument) {
    O.Row = findOperator("sum");
    return O;
  }
  if (Argument->isTypeDependent()) {
    O.Dependent = true;
    return O;
  }
  const Expr *E = Argument->IgnoreParenImpCasts();
  const ValueDecl *Named = nullptr;
  if (auto *Reference = dyn_cast<DeclRefExpr>(E))
    Named = Reference->getDecl();
  else if (auto *Member = dyn_cast<MemberExpr>(E))
    Named = Member->getMemberDecl();
  if (auto *Owner = Named ? dyn_cast<CXXRecordDecl>(Named->getDeclContext()) : nullptr)
    if (Owner->getIdentifier() && Owner->getName() == "op" && inNamespace(Owner, "njmpi") &&
        Named->getIdentifier()) {
      O.Row = findOperator(Named->getName());
      return O;
    }
  if (auto *Space = Named ? dyn_cast<NamespaceDecl>(Named->getDeclContext()) : nullptr)
    if (Space->getName() == "op" && inNamespace(Space, "njmpi") && Named->getIdentifier()) {
      O.Row = findOperator(Named->getName());
      return O;
    }
  if (StringRef Row = rowOfFunctor(Argument->getType(), Type.Element); !Row.empty()) {
    O.IsStandardFunctor = true;
    const PredefinedOperator *Candidate = findOperator(Row);
    if (const PredefinedType *Predefined = Type.predefined();
        Predefined && Candidate->isDefinedOn(Predefined->Kind))
      O.Row = Candidate;
  }
  return O;
}

} // namespace njmpi
