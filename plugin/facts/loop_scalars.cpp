// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Outer scalars of an annotated loop: what is done with each, taken together.
#include "facts/loop_reader.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

bool isComplexType(QualType T) {
  return asStd(T.getNonReferenceType().getUnqualifiedType(), "complex") != nullptr;
}

namespace {

/// Every type a value has had on its way to the expression, before the conversion to the target.
bool comesFromFloating(const Expr *E) {
  const Expr *Inner = E->IgnoreParenImpCasts();
  return Inner->getType()->isFloatingType() || E->getType()->isFloatingType();
}

} // namespace

/// A variable or member outside the nest, of a type that holds one value.
bool NestReader::isTarget(const Expr *E) {
  E = bare(E);
  if (!E->isLValue() || !(E->getType()->isScalarType() || isComplexType(E->getType())))
    return false;
  return placeOf(E).K == Place::Outer && !namesPrivate(outside(E));
}

/// It means nothing outside the body.
bool NestReader::namesPrivate(const Stmt *S) const {
  if (auto *Reference = dyn_cast_or_null<DeclRefExpr>(S); Reference && Private.contains(Reference->getDecl()))
    return true;
  return S && any_of(S->children(), [&](const Stmt *Child) { return namesPrivate(Child); });
}

/// A reference that the body declares, by the name of what it is bound to.
const Expr *NestReader::outside(const Expr *E) const {
  E = bare(E);
  while (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const Expr *Init = Private.contains(Reference->getDecl()) || isa<BindingDecl>(Reference->getDecl())
                           ? boundTo(Reference->getDecl())
                           : nullptr;
    if (!Init || !Init->isLValue())
      break;
    E = bare(Init);
  }
  return E;
}

NestReader::Scalar &NestReader::scalarOf(const Expr *E) {
  E = outside(E);
  std::string Key = keyOf(E, Context);
  auto [It, New] = Scalars.try_emplace(Key);
  if (New) {
    ScalarOrder.push_back(Key);
    auto *Reference = dyn_cast<DeclRefExpr>(E);
    It->second.Variable = {Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr, E, E->getType()};
  }
  return It->second;
}

void NestReader::scalarUse(const Expr *E, const Place &P, Use U) {
  if (isFieldType(E->getType())) {
    problem("loop-access", E, "field " + quoted(E) + " is used as a whole in an annotated loop");
    return;
  }
  if (E->getType().isVolatileQualified()) {
    problem("loop-scalar", E, quoted(E) + " is volatile in an annotated loop");
    return;
  }
  (void)P;
  scalarOf(E).Uses.push_back({E, std::nullopt, U != Use::Read, false, nullptr, "", {}});
}

void NestReader::record(const Expr *Target, ReductionKind Kind, const Stmt *Update,
                        std::vector<OuterVariable> Beside) {
  useSubscripts(Target);
  std::string Key = keyOf(Target, Context);
  for (const OuterVariable &Each : Beside)
    scalarOf(Each.Target).Uses.push_back({Each.Target, std::nullopt, true, true, Update, Key, {}});
  scalarOf(Target).Uses.push_back({bare(Target), Kind, true, false, Update, "", std::move(Beside)});
}

/// Whether updates of this type can be combined; says why not.
bool NestReader::fits(const Expr *Target, ReductionKind Kind, ArrayRef<const Expr *> Operands) {
  QualType T = bare(Target)->getType().getUnqualifiedType();
  const std::string Name = quoted(bare(Target));
  const bool Order = Kind == ReductionKind::Min || Kind == ReductionKind::Max;
  if (T->isIntegerType() && any_of(Operands, comesFromFloating)) {
    problem(
        "loop-scalar", Target,
        Name + " of type " + typeText(T) +
            " accumulates floating-point values: it rounds at every step, so that the loop cannot be split");
    return false;
  }
  auto IsKnown = [](QualType F) {
    return F->isSpecificBuiltinType(BuiltinType::Float) || F->isSpecificBuiltinType(BuiltinType::Double) ||
           F->isSpecificBuiltinType(BuiltinType::LongDouble);
  };
  if (T->isPointerType() || T->isEnumeralType() || (T->isFloatingType() && !IsKnown(T)) ||
      (isComplexType(T) && asStd(T, "complex")
                               ->getTemplateArgs()[0]
                               .getAsType()
                               ->isSpecificBuiltinType(BuiltinType::LongDouble)) ||
      (isComplexType(T) && Kind != ReductionKind::Sum && Kind != ReductionKind::Product) ||
      (T->isIntegerType() && Context.getTypeSize(T) > 64)) {
    problem("loop-scalar", Target, Name + " of type " + typeText(T) + " cannot be combined over ranks");
    return false;
  }
  if (T->isBooleanType() && (Kind == ReductionKind::Sum || Kind == ReductionKind::Product)) {
    problem("loop-scalar", Target, Name + " of type 'bool' cannot be a sum or product; use '||' or '&&'");
    return false;
  }
  // bool(int(s) ^ 2) says nothing of what s was.
  if (T->isBooleanType() && Kind == ReductionKind::BitXor)
    for (const Expr *E : Operands)
      if (QualType From = E->IgnoreParenImpCasts()->getType(); !From->isBooleanType()) {
        problem("loop-scalar", Target,
                Name + " of type 'bool' accumulates " + quoted(E) + " of type " + typeText(From) +
                    " by '^', which depends on the order");
        return false;
      }
  if (auto *Member = dyn_cast<MemberExpr>(bare(Target)); Member && Member->refersToBitField()) {
    problem("loop-scalar", Target, Name + " is a bit-field, which cannot be combined over ranks");
    return false;
  }
  if (Order && T->isIntegerType())
    for (const Expr *E : Operands)
      if (QualType From = E->IgnoreParenImpCasts()->getType();
          From->isIntegerType() && Context.getTypeSize(From) > Context.getTypeSize(T) &&
          !E->isEvaluatable(Context)) {
        problem("loop-scalar", Target,
                Name + " of type " + typeText(T) + " is narrower than " + quoted(E) + " of type " +
                    typeText(From) + ", whose minimum or maximum it keeps");
        return false;
      } else if (QualType By = E->getType();
                 By->isIntegerType() && T->isUnsignedIntegerType() != By->isUnsignedIntegerType() &&
                 (T->isSignedIntegerType() || Context.getTypeSize(By) <= Context.getTypeSize(T))) {
        problem("loop-scalar", Target,
                Name + " of type " + typeText(T) + " is compared with " + quoted(E) + " as " +
                    typeText(By.getUnqualifiedType()) + ", whose order is another one");
        return false;
      }
  return true;
}

void NestReader::resolveScalars() {
  for (const std::string &Key : ScalarOrder) {
    Scalar &Each = Scalars[Key];
    const ScalarUse *First = nullptr;
    for (const ScalarUse &U : Each.Uses)
      if (U.Write && !First)
        First = &U;
    if (!First)
      continue;
    const std::string Name = quoted(bare(Each.Variable.Target));
    auto Declared = [&](LoopProblem &Problem) {
      if (Each.Variable.Variable && !isa<ParmVarDecl>(Each.Variable.Variable))
        Problem.Notes.push_back(
            {Each.Variable.Variable->getLocation(),
             "'" + Each.Variable.Variable->getName().str() + "' is declared here, outside the loop"});
    };
    auto Stray = find_if(Each.Uses, [](const ScalarUse &U) { return U.Write && !U.Kind && !U.Located; });
    if (Stray != Each.Uses.end()) {
      const bool IsClass = Each.Variable.Type->isRecordType() && !isComplexType(Each.Variable.Type);
      Declared(
          problem("loop-scalar", Stray->E,
                  Name + (IsClass ? " of type " + typeText(Each.Variable.Type) +
                                        " is written in an annotated loop, and cannot be combined over ranks"
                                  : std::string(" is written in an annotated loop, and is no sum, product, "
                                                "minimum, maximum or logical combination"))));
      continue;
    }
    bool Sound = true;
    for (const ScalarUse &U : Each.Uses) {
      if (!U.Write) {
        auto &Problem = problem("loop-scalar", U.E, Name + " is read in the loop that accumulates it");
        Problem.Notes.push_back({First->E->getExprLoc(), "it is accumulated here"});
        Sound = false;
        break;
      }
      if (U.Kind != First->Kind || U.LocatedOf != First->LocatedOf ||
          U.Beside.size() != First->Beside.size()) {
        auto &Problem = problem("loop-scalar", U.E, Name + " is accumulated in two ways");
        Problem.Notes.push_back({First->E->getExprLoc(), "the other is here"});
        Sound = false;
        break;
      }
      for (auto [Mine, Other] : zip(U.Beside, First->Beside))
        if (keyOf(Mine.Target, Context) != keyOf(Other.Target, Context) && Sound) {
          auto &Problem = problem("loop-scalar", U.E, Name + " is accumulated in two ways");
          Problem.Notes.push_back({First->E->getExprLoc(), "the other is here"});
          Sound = false;
        }
    }
    if (!Sound || !First->Kind)
      continue;
    for (const WholeUse &W : WholeReads)
      if (StringRef(Key).starts_with(W.Key) && Sound) {
        auto &Problem = problem("loop-scalar", W.E,
                                Name + " is read by " + quoted(W.E) + " in the loop that accumulates it");
        Problem.Notes.push_back({First->E->getExprLoc(), "it is accumulated here"});
        Sound = false;
      }
    if (!Sound)
      continue;
    if (!isHere(First->E) && !isHere(Each.Variable.Target)) {
      auto &Problem = problem(
          "loop-scalar", First->E,
          Name + " is accumulated in a lambda that the kernel is given, and has no name in the kernel; hand "
                 "it to the kernel");
      Problem.Notes.push_back({L.Mark->Location, "the annotated loop is here"});
      continue;
    }
    Reduction R;
    static_cast<OuterVariable &>(R) = Each.Variable;
    R.Kind = *First->Kind;
    R.Located = First->Beside;
    for (const ScalarUse &U : Each.Uses)
      if (!is_contained(R.Updates, U.Update)) // in a lambda that is called twice
        R.Updates.push_back(U.Update);
    L.Reductions.push_back(std::move(R));
  }
}

} // namespace njmpi
