// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/local_requests.h"
#include "facts/types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// More are handled by loops in the runtime's header, which keep them in memory anyway.
constexpr unsigned Few = 8;

/// The name of a request's class; empty for any other.
StringRef requestClass(QualType T) {
  const StringRef Name = classNameIn(T, "njmpi");
  return Name == "request" || Name == "pending" ? Name : "";
}

/// The N of std::array<Element, N>; 0 for any other type.
unsigned arrayLength(QualType T, QualType &Element) {
  auto *Array = isStdArray(T) ? specializationOf(T) : nullptr;
  if (!Array || Array->getTemplateArgs().size() != 2)
    return 0;
  Element = Array->getTemplateArgs()[0].getAsType();
  return static_cast<unsigned>(Array->getTemplateArgs()[1].getAsIntegral().getLimitedValue(Few + 1));
}

/// `{a, b}` with one initialiser for each element, of its type.
bool initialisesEach(const VarDecl *V, QualType Element, unsigned Number) {
  auto *List = dyn_cast_or_null<InitListExpr>(V->getInit() ? V->getInit()->IgnoreImplicit() : nullptr);
  if (List && List->getSyntacticForm())
    List = List->getSyntacticForm();
  return List && List->getNumInits() == Number && all_of(List->inits(), [&](const Expr *E) {
           return !isa<InitListExpr, DesignatedInitExpr>(E) && !E->isTypeDependent() &&
                  V->getASTContext().hasSameUnqualifiedType(E->IgnoreImplicit()->getType(), Element);
         });
}

/// Where `std::array` itself is written, without arguments. Behind another name it stays: nothing else may
/// use that name.
SourceRange arrayTemplate(TypeLoc Written, bool &Deduced) {
  const SourceLocation Begin = Written.getBeginLoc();
  if (auto Elaborated = Written.getAs<ElaboratedTypeLoc>())
    Written = Elaborated.getNamedTypeLoc();
  Deduced = !Written.getAs<DeducedTemplateSpecializationTypeLoc>().isNull();
  if (Deduced)
    return {Begin, Written.getAs<DeducedTemplateSpecializationTypeLoc>().getTemplateNameLoc()};
  auto Specialization = Written.getAs<TemplateSpecializationTypeLoc>();
  if (Specialization.isNull() || Specialization.getTypePtr()->isTypeAlias())
    return {};
  return {Begin, Specialization.getTemplateNameLoc()};
}

class RequestsVisitor : public RecursiveASTVisitor<RequestsVisitor> {
public:
  std::vector<LocalRequests> Arrays;
  DenseMap<const ValueDecl *, unsigned> Mentions;

  bool VisitDeclStmt(DeclStmt *S) {
    auto *V = S->isSingleDecl() ? dyn_cast<VarDecl>(S->getSingleDecl()) : nullptr;
    if (!V || !V->hasLocalStorage() || V->getType().hasQualifiers() || V->getType()->isDependentType() ||
        !V->getTypeSourceInfo())
      return true;
    bool Deduced = false;
    const SourceRange Template = arrayTemplate(V->getTypeSourceInfo()->getTypeLoc(), Deduced);
    QualType Element;
    const unsigned Number = Template.isValid() ? arrayLength(V->getType(), Element) : 0;
    if (Number == 0)
      return true;
    if (StringRef Name = requestClass(Element); !Name.empty())
      Arrays.push_back(
          {V, Name, Number, Template, Deduced, Number > Few || !initialisesEach(V, Element, Number)});
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    ++Mentions[E->getDecl()];
    return true;
  }
};

} // namespace

std::vector<LocalRequests> findLocalRequests(const Kernel &K) {
  // The text of a template holds for all its instantiations.
  if (K.IsPattern || K.IsInstantiation)
    return {};
  RequestsVisitor Body;
  Body.TraverseStmt(K.Function->getBody());
  for (const Call &C : K.Calls)
    for (const Expr *Request : C.Requests)
      if (auto *Named = dyn_cast<DeclRefExpr>(Request->IgnoreParens()))
        --Body.Mentions[Named->getDecl()];
  for (LocalRequests &A : Body.Arrays)
    A.Stays |= Body.Mentions[A.Variable] != 0;
  return std::move(Body.Arrays);
}

} // namespace njmpi
