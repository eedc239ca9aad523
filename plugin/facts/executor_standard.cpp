// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's calls of the standard library, and loops over ranges.
#include "facts/executor.h"
#include "facts/types.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

std::optional<Value> Executor::callStandard(const CallExpr *E, StringRef Name) {
  auto argument = [&](unsigned I) {
    const Expr *A = E->getArg(I);
    return A->isGLValue() ? place(A) : evaluate(A);
  };
  if ((Name == "move" || Name == "forward" || Name == "as_const" || Name == "addressof") &&
      E->getNumArgs() == 1)
    return argument(0);
  if (const auto Owner = makeOwner(E, Name))
    return Owner;
  const bool OfContainer = E->getNumArgs() == 1 && isContainer(E->getArg(0)->getType());
  if (OfContainer &&
      (Name == "size" || Name == "ssize" || Name == "data" || Name == "begin" || Name == "end")) {
    const Value Where = argument(0);
    const QualType T = E->getArg(0)->getType();
    if (Name == "size" || Name == "ssize")
      return extent(Where, T);
    const Value Elements = elements(Where, T);
    return Name == "end" ? add(Elements, extent(Where, T), bytesOf(elementOf(T)).value_or(1)) : Elements;
  }
  if ((Name == "begin" || Name == "data" || Name == "end") && E->getNumArgs() == 1)
    if (const auto *Array = Context.getAsConstantArrayType(E->getArg(0)->getType())) {
      const Value Where = argument(0);
      return Name == "end" ? add(Where, Value::integer(Array->getSize().getZExtValue()),
                                 bytesOf(Array->getElementType()).value_or(1))
                           : Where;
    }
  if (Name == "size" && E->getNumArgs() == 1)
    if (const auto *Array = Context.getAsConstantArrayType(E->getArg(0)->getType()))
      return Value::integer(Array->getSize().getZExtValue());
  if ((Name == "min" || Name == "max") && E->getNumArgs() == 2 && E->getArg(0)->getType()->isIntegerType()) {
    const Value A = argument(0), B = argument(1);
    const Value L = load(A, E->getArg(0)->getType(), E->getArg(0)),
                R = load(B, E->getArg(1)->getType(), E->getArg(1));
    if (L.isInteger() && R.isInteger())
      return (L.Number < R.Number) == (Name == "min") ? A : B;
    const Value Where = temporary(E->getArg(0)->getType(), E);
    store(Where, E->getArg(0)->getType(), Value::symbol(identity(Name, L.Id, L.Number, R.Id, R.Number)),
          nullptr);
    return Where;
  }
  if (Name == "exchange" && E->getNumArgs() == 2 && E->getType()->isScalarType()) {
    const Value Where = argument(0);
    const Value New =
        E->getArg(1)->isGLValue() ? load(argument(1), E->getArg(1)->getType(), nullptr) : argument(1);
    const Value Old = load(Where, E->getType(), nullptr);
    access(Where, bytesOf(E->getType()), true, E);
    store(Where, E->getType(), New, nullptr);
    return Old;
  }
  if (Name == "swap" && E->getNumArgs() == 2) {
    const Value A = argument(0), B = argument(1);
    const QualType T = E->getArg(0)->getType();
    if (isContainer(T) && !isStdArray(T)) {
      for (const Value &V : {A, B})
        if (const Value Elements = elements(V, T); Elements.isPointer() && !isView(T))
          changed(Elements.Id, "swapped", E);
    } else {
      access(A, bytesOf(T), true, E);
      access(B, bytesOf(T), true, E);
    }
    if (!A.isPointer() || !B.isPointer())
      return Value::integer(0);
    if (T->isScalarType() || isOwner(T)) {
      const QualType Held = isOwner(T) ? Context.VoidPtrTy : T;
      const Value OfA = isOwner(T) ? owned(A) : load(A, T, nullptr);
      const Value OfB = isOwner(T) ? owned(B) : load(B, T, nullptr);
      store(A, Held, OfB, nullptr);
      store(B, Held, OfA, nullptr);
      return Value::integer(0);
    }
    const Value Kept = temporary(T, E);
    const auto Bytes = isContainer(T) && !isStdArray(T) ? std::optional<int64_t>(16) : bytesOf(T);
    if (isContainer(T))
      extent(A, T), extent(B, T);
    copy(Kept, A, Bytes.value_or(8));
    copy(A, B, Bytes.value_or(8));
    copy(B, Kept, Bytes.value_or(8));
    return Value::integer(0);
  }
  const auto Writes =
      StringSwitch<std::optional<int>>(Name) // which argument is written, -1: none
          .Cases("accumulate", "reduce", "inner_product", "max_element", "min_element", "find", -1)
          .Cases("find_if", "count", "count_if", "all_of", "any_of", "none_of", "equal", "distance", -1)
          .Cases("fill", "iota", "generate", "fill_n", "sort", "reverse", "rotate", "generate_n", 0)
          .Cases("for_each", "stable_sort", "partial_sort", 0)
          .Cases("copy", "transform", "partial_sum", "adjacent_difference", "inclusive_scan", 2)
          .Case("copy_n", 2)
          .Default(std::nullopt);
  if (!Writes)
    return std::nullopt;
  // What is called for the elements may complete requests among them.
  const bool Calls = any_of(E->arguments(), [&](const Expr *A) {
    const QualType T = A->getType();
    return T->isFunctionType() || T->isFunctionPointerType() ||
           (T->isRecordType() && !isPointerLike(T) && !isContainer(T));
  });
  // Ranges come as containers or as pairs of iterators.
  for (unsigned I = 0; I < E->getNumArgs(); ++I) {
    const QualType T = E->getArg(I)->getType();
    Value V = argument(I);
    if (V.isPointer() && E->getArg(I)->isGLValue() && isPointerLike(T))
      V = load(V, Context.VoidPtrTy, nullptr);
    else if (isContainer(T) && V.isPointer())
      V = elements(V, T);
    else if (E->getArg(I)->isGLValue() && T->isPointerType())
      V = load(V, T, nullptr);
    if (Stopped)
      return Value();
    const bool Pointers = isPointerLike(T) || T->isPointerType() || isContainer(T);
    if (!Pointers && T->isRecordType()) // what is called for the elements
      escape(V);
    const bool Ends = I == 1 && (Name != "copy_n" && Name != "fill_n" && Name != "generate_n");
    if (!Pointers || !V.isPointer() || Ends)
      continue;
    std::optional<int64_t> Bytes;
    const bool Written = int(I) == *Writes;
    access(V, Bytes, Written, E);
    if (Calls || Written)
      escapeHandles(V.Id);
    if (Written)
      blurAt(V, std::nullopt);
  }
  const QualType T = E->getType();
  if (T->isVoidType())
    return Value::integer(0);
  return T->isRecordType() ? std::nullopt : std::optional(leaf(fresh(E), T, E->getBeginLoc()));
}

Executor::Flow Executor::executeRange(const CXXForRangeStmt *S) {
  const size_t Outer = Frames.back().Declared.size();
  if (S->getInit())
    execute(S->getInit());
  const Expr *Range = S->getRangeInit();
  if (auto *List = dyn_cast<CXXStdInitializerListExpr>(Range->IgnoreImplicit()))
    Range = List->getSubExpr(); // an array
  QualType Type = Range->getType();
  Value Where = Range->isGLValue() ? place(Range) : evaluate(Range);
  if (Where.Kind == ValueKind::Aggregate)
    Where.Kind = ValueKind::Pointer;
  const VarDecl *V = S->getLoopVariable();
  Value Elements = Value::symbol(fresh(S)), Extent = Value::symbol(fresh(S));
  int64_t Each = 1;
  if (isContainer(Type)) {
    Elements = elements(Where, Type);
    Extent = extent(Where, Type);
    Each = bytesOf(elementOf(Type)).value_or(1);
  } else if (const auto *Array = Context.getAsConstantArrayType(Type)) {
    Elements = Where;
    Extent = Value::integer(Array->getSize().getZExtValue());
    Each = bytesOf(Array->getElementType()).value_or(1);
  }
  const bool Communicating = communicates(S->getBody());
  for (int64_t I = 0;; ++I) {
    const bool Open = !Extent.isInteger(), Last = Open && I >= 2;
    const Value More = compare(BO_LT, Value::integer(I), Extent);
    if (Stopped || !decide(More, S->getBeginLoc(), Last, Last ? std::optional(false) : std::nullopt)) {
      if (Open)
        Answers.leaves(S->getBeginLoc());
      Result.Shortened |= Last && Communicating && dependsOnData(More);
      // How many there are may be certain, but is not followed.
      if (Open && !Communicating && !(Where.isPointer() && object(Where.Id).Outside))
        havoc(S->getBody());
      break;
    }
    if (!Communicating && I > 64) {
      havoc(S->getBody());
      break;
    }
    const Value At = add(Elements, Value::integer(I), Each);
    Object O;
    O.Key = identity(V, I, Frames.size());
    O.Variable = V;
    O.Type = V->getType().getNonReferenceType();
    O.Where = V->getLocation();
    O.Bytes = bytesOf(O.Type);
    if (V->getType()->isReferenceType()) {
      O.Cells[0] = {At, 8};
      Frames.back().Variables[V] = make(std::move(O));
    } else {
      const uint64_t Id = make(std::move(O));
      Frames.back().Variables[V] = Id;
      store(Value::pointer(Id, 0), V->getType(), load(At, V->getType(), Range), nullptr);
    }
    if (auto *D = dyn_cast<DecompositionDecl>(V))
      for (const BindingDecl *B : D->bindings())
        if (const Expr *Named = B->getBinding()) {
          Object Part;
          Part.Key = identity(B, I);
          Part.Variable = B;
          Part.Cells[0] = {place(Named), 8};
          Frames.back().Variables[B] = make(std::move(Part));
        }
    const Flow Result = execute(S->getBody());
    if (Result == Flow::Break)
      break;
    if (Result == Flow::Return || Result == Flow::Jump || Result == Flow::Stop)
      return Result;
    if (!step(S->getBeginLoc()))
      return Flow::Stop;
  }
  if (Stopped)
    return Flow::Stop;
  endScope(Outer);
  return Flow::Next;
}

} // namespace njmpi::execution
