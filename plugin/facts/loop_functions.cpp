// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies that an annotated loop runs from elsewhere: those of lambdas, and of functions that name elements of
// fields. They are read once for each call, with what is passed to them.
#include "facts/loop_reader.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

/// What stands outside the loop keeps its text: a field is named there by itself, not by a view of it.
bool NestReader::isElsewhere(const Expr *E) const {
  return Lambdas && !L.Body->getSourceRange().fullyContains(E->getSourceRange());
}

/// Whether it is written in the kernel.
bool NestReader::isHere(const Expr *E) const {
  const SourceManager &Sources = Context.getSourceManager();
  const SourceRange Kernel = Sources.getExpansionRange(K.Function->getSourceRange()).getAsRange(),
                    Range = Sources.getExpansionRange(E->getSourceRange()).getAsRange();
  // What a file holds that is included within the kernel stands where it is included.
  const auto within = [&](SourceLocation At) {
    while (At.isValid() && Sources.getFileID(At) != Sources.getFileID(Kernel.getBegin()))
      At = Sources.getIncludeLoc(Sources.getFileID(At));
    return At;
  };
  return Range.isInvalid() || Kernel.fullyContains({within(Range.getBegin()), within(Range.getEnd())});
}

void NestReader::noteCall(LoopProblem &Into, const Access &A) {
  if (A.Call)
    Into.Notes.push_back({A.Call->getExprLoc(), "the annotated loop calls it here"});
}

const Expr *NestReader::resolved(const Expr *E) {
  E = bare(E);
  if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    auto *Parameter = dyn_cast<ParmVarDecl>(Reference->getDecl());
    const Expr *Value = Parameter && isFieldType(Parameter->getType().getNonReferenceType())
                            ? Passed.lookup(Parameter)
                            : nullptr;
    return Value ? resolved(Value) : E;
  }
  if (isa<CXXThisExpr>(E))
    return !Objects.empty() && Objects.back() ? Objects.back() : E;
  if (auto *Member = dyn_cast<MemberExpr>(E); Member && isa<FieldDecl>(Member->getMemberDecl())) {
    const Expr *Base = resolved(Member->getBase());
    if (Base == bare(Member->getBase()))
      return E;
    return MemberExpr::CreateImplicit(Context, const_cast<Expr *>(Base), Base->getType()->isPointerType(),
                                      Member->getMemberDecl(), Member->getType(), VK_LValue, OK_Ordinary);
  }
  return E;
}

/// Whether a body can be read now, and has not been too often.
bool NestReader::enterBody(const FunctionDecl *Definition) {
  constexpr unsigned Most = 1000;
  if (++LambdaWalks > Most) {
    if (LambdaWalks == Most + 1)
      problem("loop-call", L.Body,
              "the functions and lambdas of this loop are called in too many places to look into");
    return false;
  }
  return Walking.insert(Definition).second;
}

/// Reads a body. First: the argument of the call that is the first parameter's.
void NestReader::walkBody(const FunctionDecl *Definition, const CallExpr *Call, unsigned First) {
  SmallVector<const ParmVarDecl *, 4> Bound;
  for (auto [I, Parameter] : enumerate(Definition->parameters())) {
    Private.insert(Parameter);
    if (QualType T = Parameter->getType().getNonReferenceType();
        Call && I + First < Call->getNumArgs() &&
        (T->isIntegralOrEnumerationType() || T->isPointerType() || isFieldType(T))) {
      Passed[Parameter] = Call->getArg(I + First);
      Bound.push_back(Parameter);
    }
  }
  {
    SaveAndRestore Saved(Breakable, 0u);
    ++Lambdas;
    statement(Definition->getBody());
    --Lambdas;
  }
  for (const ParmVarDecl *Parameter : Bound)
    Passed.erase(Parameter);
  Walking.erase(Definition);
}

/// Fields that a function is handed. Whether it may name elements of them.
bool NestReader::handFields(const FunctionDecl *Callee, const CallExpr *Call, const Effects &Of) {
  const std::string Name = "'" + Callee->getDeclName().getAsString() + "'";
  auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const bool OfObject = isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic();
  for (auto [I, Parameter] : enumerate(Callee->parameters())) {
    if (I + OfObject >= Call->getNumArgs() || !isFieldType(Parameter->getType().getNonReferenceType()))
      continue;
    const Expr *Argument = Call->getArg(I + OfObject);
    const bool Written = I < Of.Written.size() && Of.Written[I];
    if (!Parameter->getType()->isReferenceType() || Written) {
      problem("loop-access", Argument,
              "field " + quoted(bare(Argument)) + " is handed to " + Name +
                  (Written ? ", which writes it" : " by value, which makes a copy of all of it"));
      return false;
    }
    if (const Expr *Field = bare(Argument);
        L.Body->getSourceRange().fullyContains(Field->getSourceRange()) &&
        !L.Body->getSourceRange().fullyContains(Callee->getSourceRange()) && !is_contained(Handed, Field))
      Handed.push_back(Field);
  }
  return true;
}

/// A function that names elements of fields, of those it is passed or of its object's.
void NestReader::functionBody(const FunctionDecl *Callee, const CallExpr *Call, const Effects &Of) {
  const std::string Name = "'" + Callee->getDeclName().getAsString() + "'";
  auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const bool OfObject = isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic();
  if (!handFields(Callee, Call, Of))
    return;
  const FunctionDecl *Definition = nullptr;
  if (!Callee->hasBody(Definition))
    return;
  if (Walking.contains(Definition)) {
    problem("loop-access", Call, Name + " calls itself, and names other elements of fields each time");
    return;
  }
  if (!enterBody(Definition))
    return;
  const Expr *Object = OfObject ? Call->getArg(0) : nullptr;
  if (auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    Object = Member->getImplicitObjectArgument();
  Objects.push_back(Object ? resolved(Object) : nullptr);
  Calls.push_back(Call);
  walkBody(Definition, Call, OfObject);
  Calls.pop_back();
  Objects.pop_back();
}

void NestReader::resolveLent() {
  for (const Expr *Field : Handed)
    for (auto [I, A] : enumerate(L.Arrays))
      if (A.Kind == ArrayKind::Field && A.Key == keyOf(Field, Context) &&
          any_of(L.Accesses, [&](const Access &Each) { return Each.Array == I && Each.InFunction; }))
        L.Lent.push_back({Field, static_cast<unsigned>(I)});
}

/// The body of a lambda, where it is called, with what it is called with.
void NestReader::lambdaBody(const CXXMethodDecl *Operator, const CallExpr *Call) {
  const FunctionDecl *Definition = nullptr;
  if (!Operator->hasBody(Definition)) {
    if (!L.Mark->Trusted)
      problem("loop-call", Call ? cast<Stmt>(Call) : cast<Stmt>(L.Body),
              "a lambda is called whose body is not seen here, and may do anything");
    return;
  }
  if (Walking.contains(Definition) || !enterBody(Definition))
    return;
  const bool IsGiven = Call && isa<CXXOperatorCallExpr>(Call) && isHere(Call->getArg(0)) &&
                       !K.Function->getSourceRange().fullyContains(Operator->getSourceRange());
  const bool TakesFields =
      Call && any_of(Call->arguments(), [](const Expr *A) { return isFieldType(bare(A)->getType()); });
  if (TakesFields) {
    Calls.push_back(Call);
    Objects.push_back(nullptr);
  }
  if (IsGiven)
    Holders.push_back(Call);
  for (const LambdaCapture &Capture : Operator->getParent()->captures()) {
    if (!Capture.capturesVariable())
      continue;
    auto *Captured = dyn_cast<VarDecl>(Capture.getCapturedVar());
    if (Captured && Captured->isInitCapture()) {
      Private.insert(Captured);
      const Expr *Init = Captured->getInit();
      Captured->getType()->isReferenceType() && bare(Init)->isLValue() ? bindReference(bare(Init))
                                                                       : expression(Init);
    }
    const bool Keeps = Captured && Captured->isInitCapture()
                           ? !Captured->getType()->isReferenceType() &&
                                 !L.Body->getSourceRange().fullyContains(Captured->getLocation())
                           : Capture.getCaptureKind() == LCK_ByCopy;
    if (Captured && Keeps && !Operator->isConst() && changeOf(keyOf(Captured)))
      problem("loop-scalar", Capture.getLocation(), SourceRange(Capture.getLocation()),
              "'" + Captured->getName() + "' is changed in a lambda that has a copy of it");
    if (Captured && Keeps && isFieldType(Captured->getType()) &&
        !L.Body->getSourceRange().fullyContains(Capture.getLocation()))
      problem("loop-access", Capture.getLocation(), SourceRange(Capture.getLocation()),
              "'" + Captured->getName() +
                  "' is a field that a lambda has a copy of; capture it by reference");
  }
  walkBody(Definition, Call, isa_and_nonnull<CXXOperatorCallExpr>(Call)); // after the lambda itself
  if (IsGiven)
    Holders.pop_back();
  if (TakesFields) {
    Calls.pop_back();
    Objects.pop_back();
  }
}

} // namespace njmpi
