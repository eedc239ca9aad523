// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's memory: objects, what is stored in them, and which code that is not seen may change them.
#include "facts/executor.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

uint64_t Executor::make(Object O) {
  Result.Objects.push_back(std::move(O));
  return Result.Objects.size() - 1;
}

std::optional<int64_t> Executor::bytesOf(QualType T) {
  if (T.isNull() || T->isDependentType() || T->isFunctionType() || T->isUndeducedType())
    return std::nullopt;
  T = T.getNonReferenceType();
  if (auto *Array = Context.getAsVariableArrayType(T)) {
    const auto Element = bytesOf(Array->getElementType());
    if (!Array->getSizeExpr() || !Element)
      return std::nullopt;
    const Value N = evaluate(Array->getSizeExpr());
    return N.isInteger() ? std::optional(N.Number * *Element) : std::nullopt;
  }
  if (T->isIncompleteType() || T->isVoidType())
    return T->isVoidType() ? std::optional<int64_t>(1) : std::nullopt;
  return Context.getTypeSizeInChars(T).getQuantity();
}

uint64_t Executor::variable(const ValueDecl *V) {
  V = cast<ValueDecl>(V->getCanonicalDecl());
  bool InLambda = false; // its body names the variables of the function around it, whoever calls it
  for (const Frame &F : reverse(Frames)) {
    if (auto Found = F.Variables.find(V); Found != F.Variables.end())
      return Found->second;
    InLambda |= isLambdaBody(F.Function);
    if (!InLambda)
      break;
  }
  if (auto Found = Globals.find(V); Found != Globals.end())
    return Found->second;
  Object O;
  O.Key = identity(V);
  O.Variable = V;
  O.Where = V->getLocation();
  O.Type = V->getType().getNonReferenceType();
  O.Bytes = bytesOf(O.Type);
  O.Zeroed = Start.IsMain;
  O.Blurred = !Start.IsMain;
  O.Outside = true;
  const uint64_t Id = make(std::move(O));
  Globals[V] = Id;
  if (auto *Variable = dyn_cast<VarDecl>(V)) {
    const bool Constant = V->getType().isConstQualified();
    if (const VarDecl *Defined = Variable->getInitializingDeclaration();
        Defined && Defined->getInit() && (Start.IsMain || Constant) &&
        !Defined->getInit()->isValueDependent() &&
        (Start.IsMain || !V->getType()->isPointerType() || Defined->hasConstantInitialization()))
      initialize(Value::pointer(Id, 0), V->getType(), Defined->getInit());
  }
  return Id;
}

Value Executor::leaf(uint64_t Key, QualType Type, SourceLocation Where) {
  if (const auto Kind = handleKind(Type)) {
    auto [It, New] = LeafHandles.try_emplace(Key, 0);
    if (New) {
      Handle H;
      H.Kind = *Kind;
      H.Unknown = true;
      H.Escaped = true;
      H.Key = "outside " + std::to_string(Key);
      if (H.Kind == HandleKind::Communicator) {
        H.Ranks.emplace();
        for (unsigned R = 0; R != Shared.Size; ++R)
          H.Ranks->push_back(R);
      }
      It->second = makeHandle(std::move(H));
    }
    return Value::handle(LeafHandles[Key]);
  }
  if (Type->isPointerType()) {
    auto [It, New] = LeafObjects.try_emplace(Key, 0);
    if (New) {
      Object O;
      O.Key = identity(Key, 2);
      O.Where = Where;
      O.Blurred = true;
      O.Outside = true;
      const uint64_t Id = make(std::move(O));
      LeafObjects[Key] = Id;
    }
    return Value::pointer(LeafObjects[Key], 0);
  }
  return unknown(Key);
}

void Executor::access(const Value &Where, std::optional<int64_t> Bytes, bool Write, const Stmt *Site) {
  if (!Watching || !Where.isPointer() || !Watched.contains(Where.Id) || !Site || InCall)
    return;
  Event &E = addEvent(EventKind::Access, Site);
  E.Place = {Where.Id, Where.Number, Bytes, Where.OffsetKnown};
  E.Write = Write;
}

Value Executor::load(const Value &Where, QualType Type, const Stmt *Site) {
  const SourceLocation At = Site ? Site->getBeginLoc() : SourceLocation();
  if (!Where.isPointer() && Where.Kind != ValueKind::Aggregate)
    return Where.isSymbol() ? leaf(identity(Where.Id, Where.Number, 3), Type, At)
                            : leaf(identity(At.getRawEncoding(), 4), Type, At);
  const auto Bytes = bytesOf(Type);
  access(Where, Bytes, false, Site);
  if ((Type->isRecordType() && !handleKind(Type)) || Type->isArrayType())
    return Value::aggregate(Where.Id, Where.Number);
  Object &O = object(Where.Id);
  if (!Where.OffsetKnown)
    return leaf(identity(O.Key, At.getRawEncoding(), Visits[Site]++, 5), Type, At);
  if (auto Found = O.Cells.find(Where.Number); Found != O.Cells.end()) {
    if (!Bytes || Found->second.Bytes == *Bytes)
      return Found->second.Content;
    return leaf(identity(O.Key, Where.Number, Found->second.Content.Id, 6), Type, At);
  }
  if (Bytes) // part of something else
    for (auto It = O.Cells.lower_bound(Where.Number - 64); It != O.Cells.end(); ++It) {
      if (It->first >= Where.Number + *Bytes)
        break;
      if (It->first + It->second.Bytes > Where.Number)
        return leaf(identity(O.Key, Where.Number, It->first, 7), Type, At);
    }
  if (O.Blurred) {
    const bool Received = O.Received;
    // Code that is not seen is not expected to change the communicator of an object that the caller gives.
    const bool Communicator = handleKind(Type) == HandleKind::Communicator;
    const uint64_t Version = Communicator && O.Outside ? 0 : O.Version;
    const Value V = leaf(identity(O.Key, Version, Where.Number, 8), Type, At);
    if (Communicator && Version && V.isHandle())
      handle(V.Id).Ranks.reset(); // what it has put into a variable could be any
    if (Received && V.isSymbol())
      FromOthers.insert(V.Id);
    object(Where.Id).Cells[Where.Number] = {V, Bytes.value_or(1)};
    return V;
  }
  if (O.Zeroed) {
    const auto Kind = handleKind(Type);
    return Kind && Type->isRecordType() ? Value::handle(nullHandle(*Kind)) : Value::integer(0);
  }
  return Value();
}

void Executor::store(const Value &Where, QualType Type, const Value &V, const Stmt *Site) {
  const auto Bytes = bytesOf(Type);
  access(Where, Bytes, true, Site);
  if (!Where.isPointer())
    return;
  if (!Where.OffsetKnown || !Bytes) {
    blur(Where.Id);
    return;
  }
  if (V.Kind == ValueKind::Aggregate) {
    copy(Where, V, *Bytes);
    return;
  }
  Object &O = object(Where.Id);
  if (O.Outside || O.Escaped)
    escape(V, /*Handed=*/true);
  for (auto It = O.Cells.lower_bound(Where.Number - 64);
       It != O.Cells.end() && It->first < Where.Number + *Bytes;)
    It = It->first + It->second.Bytes > Where.Number ? O.Cells.erase(It) : std::next(It);
  O.Cells[Where.Number] = {V, *Bytes};
}

void Executor::copy(const Value &To, const Value &From, int64_t Bytes) {
  if (!To.isPointer() && To.Kind != ValueKind::Aggregate)
    return;
  std::map<int64_t, Cell> Copied;
  Object &Source = object(From.Id);
  for (auto It = Source.Cells.lower_bound(From.Number);
       It != Source.Cells.end() && It->first + It->second.Bytes <= From.Number + Bytes; ++It)
    Copied[It->first - From.Number] = It->second;
  const bool Blurred = Source.Blurred, Zeroed = Source.Zeroed;
  const uint64_t Key = Source.Key;
  Object &Target = object(To.Id);
  auto Begin = Target.Cells.lower_bound(To.Number);
  Target.Cells.erase(Begin, Target.Cells.lower_bound(To.Number + Bytes));
  for (auto &[Offset, C] : Copied)
    Target.Cells[To.Number + Offset] = C;
  if (Blurred && !Target.Blurred) {
    Target.Blurred = true;
    Target.Version = identity(Key, Target.Version);
  }
  Target.Zeroed |= Zeroed;
}

void Executor::blur(uint64_t Id) {
  Object &O = object(Id);
  for (auto It = O.Cells.begin(); It != O.Cells.end();) // handles stay: only MPI changes them
    It = It->second.Content.isHandle() ? std::next(It) : O.Cells.erase(It);
  O.Blurred = true;
  O.Version = identity(O.Version, 1);
}

void Executor::blurAt(const Value &Where, std::optional<int64_t> Bytes) {
  if (!Where.isPointer())
    return;
  Object &O = object(Where.Id);
  if (!Where.OffsetKnown || !Bytes || (Where.Number == 0 && O.Bytes && *Bytes >= *O.Bytes)) {
    O.Cells.clear();
    O.Blurred = true;
    O.Version = identity(O.Version, 2);
    return;
  }
  auto Begin = O.Cells.lower_bound(Where.Number);
  O.Cells.erase(Begin, O.Cells.lower_bound(Where.Number + *Bytes));
  O.Blurred = true;
  O.Version = identity(O.Version, 2);
}

void Executor::escapeHandles(uint64_t Id) {
  for (auto &[Offset, C] : object(Id).Cells)
    if (C.Content.isHandle())
      handle(C.Content.Id).Escaped = true;
  if (auto Found = Owned.find(Id); Found != Owned.end())
    for (uint64_t Elements : Found->second)
      escapeHandles(Elements);
}

/// Code that is not seen may use what the value leads to; if it is only handed to the caller, that is after
/// the function.
void Executor::escape(const Value &V, bool Handed, unsigned Depth) {
  if (V.isHandle()) {
    Handle &H = handle(V.Id);
    H.Handed |= Handed && !H.Escaped;
    H.Escaped = true;
  }
  if ((!V.isPointer() && V.Kind != ValueKind::Aggregate) || Depth > 4)
    return;
  Object &O = object(V.Id);
  if (O.Escaped)
    return;
  O.Escaped = true;
  std::vector<Value> Inner;
  // What a lambda names lies in the function around it.
  const CXXRecordDecl *Class =
      O.Type.isNull() || O.Type->isReferenceType() ? nullptr : O.Type->getAsCXXRecordDecl();
  if (Class && Class->isLambda())
    for (const LambdaCapture &Capture : Class->captures())
      if (Capture.capturesVariable())
        for (const Frame &F : reverse(Frames))
          if (auto Found = F.Variables.find(cast<ValueDecl>(Capture.getCapturedVar()->getCanonicalDecl()));
              Found != F.Variables.end()) {
            Inner.push_back(Value::pointer(Found->second, 0));
            break;
          }
  for (auto &[Offset, C] : O.Cells)
    Inner.push_back(C.Content);
  for (const Value &Next : Inner)
    escape(Next, Handed, Depth + 1);
}

} // namespace njmpi::execution
