// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which memory a call names: elements of fields, containers and iterators, members by their accessors.
#include "facts/loop_reader.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

/// Some element of what an iterator comes from.
Place NestReader::placeOfIterator(const Expr *E) {
  Place P;
  P.K = Place::Unknown;
  P.Where = P.Base = E;
  E = bare(E);
  if (auto *Construct = dyn_cast<CXXConstructExpr>(E); Construct && Construct->getNumArgs())
    return placeOfIterator(Construct->getArg(0));
  if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    const bool Assigned = any_of(Changes, [&](const Change &C) {
      auto *By = dyn_cast<CXXOperatorCallExpr>(C.What);
      return Variable && C.Key == keyOf(Variable) && (!By || By->getOperator() == OO_Equal);
    });
    if (!Variable || !Private.contains(Variable) || !Variable->hasInit() || isa<ParmVarDecl>(Variable) ||
        Assigned || Depth > 16)
      return P;
    ++Depth;
    P = placeOfIterator(Variable->getInit());
    --Depth;
    return P;
  }
  if (auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    Place Whole = Object->getType()->isPointerType() ? P : placeOf(Object);
    if (Whole.K == Place::Private && !isViewClass(Object->getType()))
      return Whole;
    if ((Whole.K == Place::Outer || Whole.K == Place::Element) && isArrayClass(Object->getType())) {
      if (Whole.K == Place::Element && !Whole.Steps.empty())
        Whole.Scattered = Whole.Closed = true;
      Whole.K = Place::Element;
      Whole.Where = E;
      if (!Whole.Closed)
        Whole.Steps.emplace_back().Any = true;
      return Whole;
    }
    return P;
  }
  if (auto *Call = dyn_cast<CallExpr>(E))
    for (const Expr *Argument : Call->arguments())
      if (isIterator(Argument->getType()))
        return placeOfIterator(Argument);
  return P;
}

Place oneBehind(Place P) {
  if (P.K == Place::Element && P.Pending && P.Steps.size() == 1 && P.Steps[0].Added.empty() &&
      P.Steps[0].Subtracted.empty() && StringRef(P.Key).starts_with("*")) {
    P.K = Place::Outer;
    P.Steps.clear();
    P.Pending = false;
  }
  return P;
}

/// Whether what an expression names can be named before the loop, where no condition stands.
bool NestReader::isNamedBefore(const Expr *E) {
  return Conditions.empty() && Guards.empty() && Exits.empty() && !namesPrivate(E) && !namesPassed(E) &&
         isInvariant(E);
}

Place NestReader::placeOfCall(const CallExpr *E) {
  Place P; // Value
  P.K = E->isGLValue() ? Place::Unknown : Place::Private;
  P.Where = P.Base = E;
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  const Expr *Object = nullptr;
  SmallVector<const Expr *, 4> Arguments;
  if (Operator && isa_and_nonnull<CXXMethodDecl>(E->getDirectCallee())) {
    Object = E->getArg(0);
    for (const Expr *A : drop_begin(E->arguments()))
      Arguments.push_back(A);
  } else if (auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    Object = Member->getImplicitObjectArgument();
    for (const Expr *A : E->arguments())
      Arguments.push_back(A);
  }
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Object) {
    // What passes its argument on.
    if (Callee && Callee->getIdentifier() && isStdFunction(Callee) && E->getNumArgs() == 1 &&
        Callee->getName() == "get") {
      P = placeOf(E->getArg(0));
      P.Closed = true;
    }
    return P;
  }
  QualType T = Object->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const auto Kind = Operator ? Operator->getOperator() : OO_None;
  const StringRef Name = Operator ? "" : methodName(E);
  if (isSmartPointer(T) && (Kind == OO_Star || Kind == OO_Arrow || Name == "get" || Name == "value")) {
    Place Inner = placeOf(Object);
    if (Inner.K == Place::Outer)
      Inner.Key = "*" + Inner.Key;
    else if (Inner.K == Place::Element)
      Inner.K = Place::Unknown;
    Inner.Base = E;
    Inner.Variable = nullptr;
    return Inner;
  }
  auto ObjectPlace = [&] {
    auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    auto *Callee = Member ? dyn_cast<MemberExpr>(Member->getCallee()->IgnoreParens()) : nullptr;
    return Callee && Callee->isArrow() ? pointee(Object) : placeOf(Object);
  };
  if (isFieldType(T)) {
    if (Kind != OO_Call && !(Name.empty() && Kind == OO_Subscript))
      return P;
    Object = resolved(Object);
    Place Field =
        Object == bare(Object) && isa<MemberExpr, DeclRefExpr>(Object) ? placeOf(Object) : ObjectPlace();
    // (*p)(i, j), fields[0](i, j): the field is the array, wherever it lives.
    if (Field.K != Place::Outer && Field.K != Place::Element) {
      Field.IsField = Field.K == Place::Unknown;
      return Field;
    }
    Place Result;
    Result.K = Place::Element;
    Result.IsField = true;
    Result.Where = E;
    Result.Base = Object;
    Result.Key = keyOf(Object, Context);
    auto *Reference = dyn_cast<DeclRefExpr>(bare(Object));
    Result.Variable = Reference ? Reference->getDecl() : nullptr;
    for (const Expr *A : Arguments)
      Result.Steps.emplace_back().Added.push_back(A);
    return Result;
  }
  if (isArrayClass(T)) {
    const bool Subscript = Kind == OO_Subscript || (Kind == OO_Call && isMdspanType(T)) || Name == "at";
    if (Subscript || Name == "front" || Name == "back") {
      Place Array = ObjectPlace();
      Array.Scattered |= isBitVector(T);
      // v.part()[i], of a function that returns a view.
      if (Array.K == Place::Private && isViewClass(T) && isNamedBefore(Object)) {
        Array = Place();
        Array.K = Place::Outer;
        Array.Base = Object;
        Array.Key = keyOf(Object, Context);
      }
      // A view in the body is followed no further than its elements: they may be anybody's.
      if (Array.K == Place::Private && isViewClass(T)) {
        Array.K = Place::Unknown;
        Array.Where = E;
        return Array;
      }
      if (Array.K != Place::Outer && Array.K != Place::Element)
        return Array;
      const bool IsPart = asStd(T.getNonReferenceType().getUnqualifiedType(), "array") != nullptr;
      // One of several vectors, the same in every iteration: it is named before the loop, so that no
      // condition may stand before it.
      if (Array.K == Place::Element && !Array.Pending && !IsPart && !Array.Steps.empty() && !Array.Closed &&
          isNamedBefore(Object)) {
        std::vector<std::string> Within = std::move(Array.Within);
        Within.push_back(std::move(Array.Key));
        Array = Place();
        Array.K = Place::Outer;
        Array.Within = std::move(Within);
        Array.Base = Object;
        Array.Key = keyOf(Object, Context);
      }
      if (Array.K == Place::Element && !Array.Pending && !IsPart && !Array.Steps.empty()) {
        Array.Closed = Array.Scattered = true; // a vector in a vector
        Array.Where = E;
        return Array;
      }
      if (!Subscript) {
        Place Result = subscripted(Array, E, {});
        Result.K = Place::Element;
        if (!Result.Closed)
          Result.Steps.emplace_back().Any = Name == "back";
        return Result;
      }
      Place Result = subscripted(Array, E, Arguments);
      if (auto *Special = asStd(T.getNonReferenceType().getUnqualifiedType(), "array");
          Special && !Result.Closed && !Result.Steps.empty() && !Array.Pending)
        Result.Steps.back().Extent = Special->getTemplateArgs()[1].getAsIntegral().getZExtValue();
      if (isMdspanType(T) && !Result.Closed)
        for (auto [D, Step] : enumerate(Result.Steps))
          Step.Dimension = D;
      return Result;
    }
    return P;
  }
  if (isIterator(T) && (Kind == OO_Star || Kind == OO_Subscript)) {
    Place Element = placeOfIterator(Object);
    Element.Where = E;
    return Element;
  }
  if (memberAccessed(E))
    if (Place Whole = oneBehind(ObjectPlace()); Whole.K == Place::Outer) {
      Whole.Base = E;
      Whole.Variable = nullptr;
      Whole.Key = keyOf(E, Context);
      return Whole;
    }
  // Any other class: what its functions return belongs to it, or to what it points to.
  if (E->isGLValue()) {
    Place Whole = ObjectPlace();
    // What it is handed by reference may come back.
    for (auto [I, A] : enumerate(Arguments))
      if (I < Callee->getNumParams() && !forwards(Callee, I))
        if (QualType To = Callee->getParamDecl(I)->getType();
            (To->isLValueReferenceType() && !To.getNonReferenceType().isConstQualified()) ||
            (To->isPointerType() && !To->getPointeeType().isConstQualified()))
          if (Place Handed = To->isPointerType() ? pointee(A) : placeOf(A);
              Handed.K == Place::Outer || Handed.K == Place::Element || Handed.K == Place::Unknown)
            return P;
    if (Whole.K == Place::Private && !pointsElsewhere(T.getNonReferenceType()))
      return Whole;
    if (Whole.K == Place::Element && !holdsPointers(T.getNonReferenceType())) {
      Whole.Closed = true;
      return Whole;
    }
  }
  return P;
}

} // namespace njmpi
