// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the executor's objects get their first values.
#include "facts/executor.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

void Executor::initialize(const Value &Where, QualType Type, const Expr *Init) {
  if (Type->isReferenceType() && Init->isGLValue())
    return store(Where, Context.getPointerType(Type.getNonReferenceType()), place(Init), nullptr);
  const Expr *Plain = Init->IgnoreParens();
  if (auto *List = dyn_cast<InitListExpr>(Plain); List && (Type->isArrayType() || Type->isRecordType())) {
    if (Where.isPointer())
      object(Where.Id).Zeroed = true; // what the list leaves out
    if (const auto *Array = Context.getAsArrayType(Type)) {
      const auto Bytes = bytesOf(Array->getElementType());
      for (unsigned I = 0; Bytes && I < List->getNumInits(); ++I)
        initialize(add(Where, Value::integer(I), *Bytes), Array->getElementType(), List->getInit(I));
      return;
    }
    if (Type->isUnionType() || !Type->getAsRecordDecl()) {
      if (Where.isPointer())
        object(Where.Id).Blurred = true;
      return;
    }
    const RecordDecl *Record = Type->getAsRecordDecl();
    unsigned I = 0;
    if (auto *Class = dyn_cast<CXXRecordDecl>(Record))
      I = Class->getNumBases();
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isUnnamedBitField())
        continue;
      if (I >= List->getNumInits())
        break;
      if (Field->isBitField()) { // nobody reads it
        ++I;
        continue;
      }
      const int64_t Offset = Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity();
      initialize(add(Where, Value::integer(Offset), 1), Field->getType(), List->getInit(I++));
    }
    return;
  }
  if (isa<ImplicitValueInitExpr>(Plain) && (Type->isArrayType() || Type->isRecordType())) {
    if (Where.isPointer())
      object(Where.Id).Zeroed = true;
    return;
  }
  if (isa<clang::StringLiteral>(Plain) && Type->isArrayType()) {
    if (Where.isPointer())
      object(Where.Id).Blurred = true;
    return;
  }
  if (auto *List = dyn_cast<InitListExpr>(Plain)) {
    if (List->getNumInits() == 1)
      return initialize(Where, Type, List->getInit(0));
    const auto Kind = handleKind(Type);
    store(Where, Type, Kind && Type->isRecordType() ? Value::handle(nullHandle(*Kind)) : Value::integer(0),
          nullptr);
    return;
  }
  if (const auto *Array = Context.getAsConstantArrayType(Type))
    if (auto *Construct = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit())) {
      constexpr uint64_t Most = 16;
      const auto Bytes = bytesOf(Array->getElementType());
      const uint64_t Size = Array->getSize().getZExtValue();
      for (uint64_t I = 0; Bytes && I < std::min(Size, Most) && !Stopped; ++I)
        construct(add(Where, Value::integer(int64_t(I)), *Bytes), Construct);
      if (Size > Most && Where.isPointer())
        object(Where.Id).Blurred = true;
      return;
    }
  if (Context.getLangOpts().CPlusPlus && Type->isRecordType()) {
    const Expr *Made = Init->IgnoreImplicit();
    if (auto *Construct = dyn_cast<CXXConstructExpr>(Made)) {
      construct(Where, Construct);
      return;
    }
  }
  const Value V = Init->isGLValue() ? load(place(Init), Type, Init) : evaluate(Init);
  if (Stopped)
    return;
  const bool Opaque = V.isSymbol() || (V.Kind == ValueKind::Aggregate && !object(V.Id).Cells.count(V.Number));
  if (Opaque && isContainer(Type) && !isView(Type)) // whatever a function made, it owns its elements
    makeElements(Where, Type, Value::symbol(fresh(Init)), Init);
  else
    store(Where, Type, V, nullptr);
}

} // namespace njmpi::execution
