// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an expression of the nest names: a private variable, an outer one, an element of an array.
#include "facts/loop_reader.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

/// The length of an array that lies where its object does.
static std::optional<int64_t> lengthOf(ASTContext &Context, QualType T) {
  T = T.getNonReferenceType();
  if (auto *Plain = Context.getAsConstantArrayType(T))
    return Plain->getSize().getZExtValue();
  if (auto *Standard = asStd(T.getUnqualifiedType(), "array"))
    return Standard->getTemplateArgs()[1].getAsIntegral().getZExtValue();
  return std::nullopt;
}

/// A range-for over a part of an element: what it names is as good as all of that.
bool NestReader::isPartOfElement(const Place &Range, const CXXForRangeStmt *For) const {
  return Range.K == Place::Element && !Positions.count(For) && !Range.Steps.empty() && !Range.Pending &&
         !Range.Scattered && lengthOf(Context, For->getRangeInit()->getType());
}

Place NestReader::placeOfVariable(const Expr *E, const ValueDecl *D) {
  Place P;
  P.Base = E;
  P.Variable = D;
  if (isa<FunctionDecl, EnumConstantDecl, TemplateParamObjectDecl, NonTypeTemplateParmDecl>(D))
    return P;
  if (auto It = RangeVariables.find(D); It != RangeVariables.end()) {
    const CXXForRangeStmt *For = It->second;
    if (!D->getType()->isReferenceType()) {
      P.K = Place::Private;
      return P;
    }
    Place Range = placeOf(For->getRangeInit());
    if (Range.K == Place::Private && isViewClass(For->getRangeInit()->getType())) {
      Range.K = Place::Unknown; // they may be anybody's
      Range.Where = E;
      return Range;
    }
    if (Range.K != Place::Outer && Range.K != Place::Element)
      return Range;
    if (Range.K == Place::Outer) {
      Range.K = Place::Element;
      Range.IsField = false;
    }
    Place::Step Step;
    if (Positions.count(For)) {
      Step.Position = For;
      Step.Extent = lengthOf(Context, For->getRangeInit()->getType());
    } else if (isPartOfElement(Range, For)) {
      Range.Where = Range.Closed ? E : For->getRangeInit();
      return Range;
    } else {
      Step.Any = true;
    }
    Range.Where = E;
    Range.Steps.push_back(Step);
    return Range;
  }
  if (Indices.count(D)) {
    P.K = Place::Index;
    return P;
  }
  if (const Expr *Init = boundTo(D); Init && Depth < 16) {
    ++Depth;
    Place Bound = placeOf(Init);
    --Depth;
    // What nobody can follow has the name that it got before the nest.
    if (Bound.K != Place::Unknown || Private.contains(D) || isa<BindingDecl>(D))
      return Bound;
  }
  P.K = Private.contains(D) ? Place::Private : Place::Outer;
  if (P.K == Place::Private && D->getType()->isReferenceType() && !isa<ParmVarDecl>(D))
    P.K = Place::Unknown;
  P.Key = keyOf(D);
  return P;
}

bool NestReader::isZero(const Expr *E) {
  auto P = polynomial(E);
  return P && P->asNumber() == 0;
}

/// The object that a pointer points to; a subscript that follows counts from it.
Place NestReader::pointee(const Expr *Pointer) {
  const Expr *E = bare(Pointer);
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
    Place P = pointee(Cast->getSubExpr());
    const QualType From = bare(Cast->getSubExpr())->getType(), To = Cast->getType();
    auto ElementOf = [&](QualType T) {
      QualType Of = T->isPointerType() ? T->getPointeeType() : T;
      return Context.getBaseElementType(Of).getCanonicalType().getUnqualifiedType();
    };
    if (P.K != Place::Private && To->isPointerType() && ElementOf(From) != ElementOf(To)) {
      P.K = Place::Unknown; // other elements
      P.Where = P.Base = E;
    }
    return P;
  }
  Place P;
  P.K = Place::Unknown;
  P.Where = P.Base = E;
  if (E->getType()->isArrayType()) {
    P = placeOf(E);
    if (P.K == Place::Outer)
      P.K = Place::Element;
    Place::Step First;
    if (auto *Array = Context.getAsConstantArrayType(E->getType()))
      First.Extent = Array->getSize().getZExtValue();
    if (!P.Closed)
      P.Steps.push_back(First);
    P.Pending = true;
    return P;
  }
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_AddrOf) {
    P = placeOf(Unary->getSubExpr());
    P.Pending = P.K == Place::Element;
    P.IsAddress = P.Pending && P.IsField && !P.Closed;
    return P;
  }
  if (auto *Sum = dyn_cast<BinaryOperator>(E); Sum && Sum->isAdditiveOp()) {
    const bool Left = Sum->getLHS()->getType()->isPointerType() || Sum->getLHS()->getType()->isArrayType();
    P = pointee(Left ? Sum->getLHS() : Sum->getRHS());
    const Expr *Offset = Left ? Sum->getRHS() : Sum->getLHS();
    if (P.IsAddress && !isZero(Offset))
      P.K = Place::Unknown;
    if (P.K == Place::Element && P.Pending && !P.Steps.empty() && !P.Closed) {
      auto &Step = P.Steps.back();
      if (Sum->getOpcode() == BO_Sub)
        Step.Subtracted.push_back(Offset);
      else
        Step.Added.push_back(Offset);
    }
    return P;
  }
  if (isa<CXXThisExpr>(E)) {
    P.K = Place::Outer;
    P.Key = "this";
    return P;
  }
  if (auto *Call = dyn_cast<CXXMemberCallExpr>(E);
      Call && isArrayClass(Call->getObjectType()) &&
      is_contained({"data", "begin", "cbegin", "data_handle", "end", "cend"}, methodName(Call))) {
    P = placeOf(Call->getImplicitObjectArgument());
    if (P.K == Place::Element && (P.Closed || P.IsField)) { // a part of the element
      P.Closed = true;
      P.Scattered |= !isStdArray(Call->getObjectType());
      return P;
    }
    if (P.K == Place::Outer)
      P.K = Place::Element;
    P.Where = E;
    P.Steps.emplace_back().Any = is_contained({"end", "cend"}, methodName(Call));
    P.Pending = true;
    return P;
  }
  // std::begin(a) of a C array
  if (auto *Call = dyn_cast<CallExpr>(E); Call && Call->getNumArgs() == 1 && Call->getDirectCallee() &&
                                          isRangeAccess(Call->getDirectCallee()) &&
                                          bare(Call->getArg(0))->getType()->isArrayType()) {
    P = pointee(Call->getArg(0));
    if (P.K == Place::Element && !P.Steps.empty() && !Call->getDirectCallee()->getName().contains("begin"))
      P.Steps.back().Any = true;
    return P;
  }
  if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    if (Variable && Private.contains(Variable)) {
      // What the header of a loop moves points to some element.
      const Expr *Value = valueOf(Variable);
      const bool Moves =
          !Value && !isa<ParmVarDecl>(Variable) && Variable->hasInit() && !changeInBody(Variable);
      if (Moves)
        Value = Variable->getInit();
      if (Value && Depth < 16) {
        ++Depth;
        P = pointee(Value);
        --Depth;
      }
      if (Moves && P.IsField)
        P.K = Place::Unknown;
      else if (Moves && P.K == Place::Element && !P.Steps.empty())
        P.Steps.back().Any = true;
      return P;
    }
  }
  Place Object = placeOf(E);
  const bool IsReturned = isa<CallExpr>(E) && E->isPRValue() && isNamedBefore(E); // s.data()[i]
  if (Object.K == Place::Outer || IsReturned) {
    P.K = Place::Element;
    P.Variable = Object.Variable;
    P.Key = "*" + (IsReturned ? keyOf(E, Context) : Object.Key);
    P.Steps.emplace_back();
    P.Pending = true;
  }
  return P;
}

Place NestReader::subscripted(Place P, const Expr *Where, ArrayRef<const Expr *> Subscripts) {
  if (P.K == Place::Outer) {
    P.K = Place::Element;
    P.Steps.clear();
  }
  if (P.IsAddress && !isZero(Subscripts.front()))
    P.K = Place::Unknown;
  if (P.K == Place::Element && P.IsField)
    P.Closed = true; // a part of the element, which travels whole
  if (P.K != Place::Element || P.Closed) {
    P.Where = P.Where ? P.Where : Where;
    return P;
  }
  P.Where = Where;
  if (P.Pending && !P.Steps.empty()) {
    P.Steps.back().Added.push_back(Subscripts.front());
    P.Pending = false;
    return P;
  }
  const bool Several = Subscripts.size() > 1;
  for (auto [D, E] : enumerate(Subscripts)) {
    auto &Step = P.Steps.emplace_back();
    Step.Added.push_back(E);
    if (Several)
      Step.Dimension = D;
  }
  return P;
}

Place NestReader::placeOf(const Expr *E) {
  E = bare(E);
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E); Cast && E->isGLValue())
    return placeOf(Cast->getSubExpr());
  if (auto *Reference = dyn_cast<DeclRefExpr>(E))
    return placeOfVariable(E, Reference->getDecl());
  if (auto *Member = dyn_cast<MemberExpr>(E)) {
    if (auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return placeOfVariable(E, Static);
    Place P = Member->isArrow() ? oneBehind(pointee(Member->getBase())) : placeOf(Member->getBase());
    if (P.K == Place::Element) {
      P.Closed = true;
      P.Member +=
          "." + std::to_string(reinterpret_cast<uintptr_t>(Member->getMemberDecl()->getCanonicalDecl()));
      P.Where = P.Where ? P.Where : E;
    } else if (P.K == Place::Outer) {
      P.Base = E;
      P.Variable = nullptr;
      P.Key = keyOf(E, Context);
    } else if (P.K == Place::Private && Member->getMemberDecl()->getType()->isReferenceType()) {
      P.K = Place::Unknown;
    }
    return P;
  }
  if (auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Base = bare(Element->getBase());
    if (Base->getType()->isArrayType()) {
      Place P = placeOf(Base);
      if (P.K == Place::Outer)
        P.Steps.clear();
      P = subscripted(std::move(P), E, Element->getIdx());
      if (auto *Array = Context.getAsConstantArrayType(Base->getType());
          Array && P.K == Place::Element && !P.Closed)
        P.Steps.back().Extent = Array->getSize().getZExtValue();
      return P;
    }
    return subscripted(pointee(Base), E, Element->getIdx());
  }
  if (auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref) {
      Place P = pointee(Unary->getSubExpr());
      P.Where = E;
      if (P.K == Place::Outer && P.Key == "this")
        P.Base = E;
      if (P.K == Place::Element && P.Pending && isFieldType(E->getType())) {
        P.K = Place::Outer; // (*u)(i, j)
        P.Base = E;
        P.Variable = nullptr;
        P.Steps.clear();
      }
      P.Pending = false;
      return P;
    }
    if (Unary->isPrefix() && Unary->isIncrementDecrementOp())
      return placeOf(Unary->getSubExpr());
    if (Unary->getOpcode() == UO_Real || Unary->getOpcode() == UO_Imag) {
      Place P = placeOf(Unary->getSubExpr());
      P.Closed |= P.K == Place::Element;
      return P;
    }
  }
  if (auto *Binary = dyn_cast<BinaryOperator>(E); Binary && E->isGLValue()) {
    if (Binary->isAssignmentOp())
      return placeOf(Binary->getLHS());
    if (Binary->getOpcode() == BO_Comma)
      return placeOf(Binary->getRHS());
    if (Binary->isPtrMemOp()) { // v[i].*m: which member it is only the run knows
      Place P = Binary->getOpcode() == BO_PtrMemI ? oneBehind(pointee(Binary->getLHS()))
                                                  : placeOf(Binary->getLHS());
      P.Closed |= P.K == Place::Element;
      P.K = P.K == Place::Outer ? Place::Unknown : P.K;
      P.Where = P.Where ? P.Where : E;
      return P;
    }
  }
  if (auto *Call = dyn_cast<CallExpr>(E))
    return placeOfCall(Call);
  Place P;
  P.Where = P.Base = E;
  if (isa<CXXThisExpr>(E)) {
    P.K = Place::Value;
  } else if (E->isPRValue()) {
    P.K = Place::Private;
  } else if (!isa<clang::StringLiteral, PredefinedExpr>(E)) {
    P.K = isa<CompoundLiteralExpr>(E) ? Place::Private : Place::Unknown;
  }
  return P;
}

} // namespace njmpi
