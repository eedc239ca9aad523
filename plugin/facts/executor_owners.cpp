// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's std::unique_ptr: one cell, where what it owns is.
#include "facts/executor.h"
#include "facts/types.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

bool Executor::isOwner(QualType T) const {
  if (T.isNull() || classNameIn(T, "std") != "unique_ptr")
    return false;
  auto *Class = specializationOf(T);
  return Class && Class->getTemplateArgs().size() == 2 &&
         classNameIn(Class->getTemplateArgs()[1].getAsType(), "std") == "default_delete";
}

Value Executor::owned(const Value &Owner) {
  Value At = load(Owner, Context.VoidPtrTy, nullptr);
  if (At.isSymbol() && Owner.isPointer()) { // it came from somewhere else
    Object O;
    O.Key = identity(object(Owner.Id).Key, Owner.Number, 52);
    O.Variable = object(Owner.Id).Variable;
    O.Where = object(Owner.Id).Where;
    O.Outside = object(Owner.Id).Outside || object(Owner.Id).Escaped;
    O.Heap = O.Blurred = true;
    At = Value::pointer(make(std::move(O)), 0);
    store(Owner, Context.VoidPtrTy, At, nullptr);
  }
  return At;
}

void Executor::setOwned(const Value &Owner, const Value &What, const Stmt *Site) {
  const Value Old = load(Owner, Context.VoidPtrTy, nullptr);
  if (Old.isPointer() && !(What.isPointer() && What.Id == Old.Id)) {
    object(Old.Id).Freed = true;
    if (Watched.contains(Old.Id)) {
      Event &Died = addEvent(EventKind::Died, Site);
      Died.Place = {Old.Id, 0, object(Old.Id).Bytes, true};
      Died.How = "freed";
    }
  }
  store(Owner, Context.VoidPtrTy, What, nullptr);
}

Value Executor::releaseOwned(const Value &Owner) {
  const Value Old = owned(Owner);
  store(Owner, Context.VoidPtrTy, Value::integer(0), nullptr);
  return Old;
}

void Executor::constructOwner(const Value &Where, const CXXConstructExpr *E) {
  Value What = Value::integer(0);
  if (E->getNumArgs() >= 1 && !isa<CXXDefaultArgExpr>(E->getArg(0))) {
    const Expr *From = E->getArg(0);
    const Value Given = From->isGLValue() ? place(From) : evaluate(From);
    if (isOwner(From->getType()))
      What =
          releaseOwned(Given.Kind == ValueKind::Aggregate ? Value::pointer(Given.Id, Given.Number) : Given);
    else
      What = From->isGLValue() ? load(Given, From->getType(), From) : Given;
    // What an object holds is freed with it.
    if (auto *Class = From->getType()->isPointerType()
                          ? From->getType()->getPointeeType()->getAsCXXRecordDecl()
                          : nullptr;
        Class && Class->hasDefinition() && !Class->hasTrivialDestructor() && What.isPointer())
      escapeHandles(What.Id);
    for (const Expr *Deleter : drop_begin(E->arguments()))
      if (!isa<CXXDefaultArgExpr>(Deleter))
        escape(Deleter->isGLValue() ? place(Deleter) : evaluate(Deleter));
  }
  if (!Stopped)
    store(Where, Context.VoidPtrTy, What, nullptr);
}

/// std::make_unique.
std::optional<Value> Executor::makeOwner(const CallExpr *E, StringRef Name) {
  if ((Name != "make_unique" && Name != "make_unique_for_overwrite") || !isOwner(E->getType()))
    return std::nullopt;
  const QualType Element = specializationOf(E->getType())->getTemplateArgs()[0].getAsType();
  Object O;
  O.Key = fresh(E);
  O.Where = E->getBeginLoc();
  O.Heap = true;
  O.Zeroed = Name == "make_unique";
  SmallVector<Value, 4> Arguments;
  for (const Expr *A : E->arguments())
    Arguments.push_back(A->isGLValue() ? place(A) : evaluate(A));
  if (Stopped)
    return Value();
  if (const ArrayType *Array = Context.getAsArrayType(Element)) {
    const auto Each = bytesOf(Array->getElementType());
    const Expr *Count = E->getNumArgs() ? E->getArg(0) : nullptr;
    const Value N = Count && Count->isGLValue() ? load(Arguments[0], Count->getType(), Count)
                    : Count                     ? Arguments[0]
                                                : Value();
    if (N.isInteger() && Each)
      O.Bytes = N.Number * *Each;
  } else {
    O.Type = Element;
    O.Bytes = bytesOf(Element);
    // A constructor of the source may set more than zeros.
    const CXXRecordDecl *Class = Element->getAsCXXRecordDecl();
    O.Blurred =
        !Arguments.empty() || (Class && Class->hasDefinition() && Class->hasUserDeclaredConstructor());
    O.Zeroed &= !O.Blurred;
    for (const Value &A : Arguments)
      escape(A);
  }
  const Value Owner = temporary(E->getType(), E);
  store(Owner, Context.VoidPtrTy, Value::pointer(make(std::move(O)), 0), nullptr);
  return Value::aggregate(Owner.Id, 0);
}

/// Members and operators.
std::optional<Value> Executor::callOwner(const CallExpr *E) {
  const FunctionDecl *F = E->getDirectCallee();
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  if (!F || (!Operator && !Member))
    return std::nullopt;
  const Expr *Self = Operator ? E->getArg(0) : Member->getImplicitObjectArgument();
  QualType Type = Self ? Self->getType() : QualType();
  if (!Type.isNull() && Type->isPointerType())
    Type = Type->getPointeeType();
  if (!isOwner(Type))
    return std::nullopt;
  const OverloadedOperatorKind Op = F->getOverloadedOperator();
  const StringRef Name = F->getIdentifier() ? F->getName() : "";
  if (!is_contained({OO_Star, OO_Arrow, OO_Subscript, OO_Equal}, Op) &&
      !is_contained({"get", "reset", "release"}, Name) && !isa<CXXConversionDecl>(F))
    return std::nullopt;
  const unsigned First = Operator ? 1 : 0;
  const Expr *Other = E->getNumArgs() > First ? E->getArg(First) : nullptr;
  Value Given = Value::integer(0);
  if (Other && !isa<CXXDefaultArgExpr>(Other)) {
    Given = Other->isGLValue() ? place(Other) : evaluate(Other);
    if (isOwner(Other->getType()))
      Given =
          releaseOwned(Given.Kind == ValueKind::Aggregate ? Value::pointer(Given.Id, Given.Number) : Given);
    else if (Other->isGLValue())
      Given = load(Given, Other->getType(), Other);
  }
  Value Where = Self->isGLValue() ? place(Self) : evaluate(Self);
  if (Where.Kind == ValueKind::Aggregate)
    Where.Kind = ValueKind::Pointer;
  if (Stopped)
    return Value();
  if (Op == OO_Equal || Name == "reset") {
    setOwned(Where, Given, E);
    return E->isGLValue() ? Where : Value::integer(0);
  }
  if (Name == "release")
    return releaseOwned(Where);
  const Value At = owned(Where);
  if (isa<CXXConversionDecl>(F))
    return compare(BO_NE, At, Value::integer(0));
  return Op == OO_Subscript ? add(At, Given, bytesOf(E->getType()).value_or(1)) : At;
}

} // namespace njmpi::execution
