// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's completions of njmpi's requests.
#include "facts/executor.h"
#include "facts/types.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

/// The places of the requests that an argument of a completion names.
void Executor::requestPlaces(const Expr *A, std::vector<Value> &Places, bool &Known) {
  QualType T = A->getType().getNonReferenceType();
  Value Where = A->isGLValue() ? place(A) : evaluate(A);
  if (Where.Kind == ValueKind::Aggregate)
    Where.Kind = ValueKind::Pointer;
  auto one = [&](Value At, QualType Of) {
    if (classNameIn(Of, "njmpi") == "pending")
      for (const FieldDecl *Field : Of->getAsRecordDecl()->fields())
        if (Field->getIdentifier() && Field->getName() == "req")
          At = add(At,
                   Value::integer(Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity()),
                   1);
    Places.push_back(At);
  };
  if (classNameIn(T, "njmpi") == "request" || classNameIn(T, "njmpi") == "pending") {
    one(Where, T);
    return;
  }
  QualType Of;
  Value Begin = Where, N;
  if (isContainer(T)) {
    Of = elementOf(T);
    Begin = elements(Where, T);
    N = extent(Where, T);
  } else if (const auto *Array = Context.getAsConstantArrayType(T)) {
    Of = Array->getElementType();
    N = Value::integer(Array->getSize().getZExtValue());
  }
  const auto Bytes = Of.isNull() ? std::nullopt : bytesOf(Of);
  if (!Bytes || !Begin.isPointer()) {
    Known = false;
    return;
  }
  if (N.isInteger() && N.Number <= 1024) {
    for (int64_t I = 0; I < N.Number; ++I)
      one(add(Begin, Value::integer(I), *Bytes), Of);
    return;
  }
  Known = false; // those that are seen, and maybe others
  for (auto &[Offset, C] : object(Begin.Id).Cells)
    if (C.Content.isHandle() && handle(C.Content.Id).Kind == HandleKind::Request)
      Places.push_back(Value::pointer(Begin.Id, Offset));
}

Value Executor::completion(const Call &C, const MpiFunction &F) {
  const CallExpr *E = C.Expr;
  std::vector<Value> Places;
  bool Known = true;
  for (const Expr *A : C.Requests)
    requestPlaces(A, Places, Known);
  if (C.Status) {
    const Value Status =
        C.Status->isGLValue() ? load(place(C.Status), C.Status->getType(), nullptr) : evaluate(C.Status);
    blurAt(Status, std::nullopt);
    if (Status.isPointer())
      object(Status.Id).Received = true;
  }
  if (Stopped)
    return Value();
  Event New;
  New.RequestsKnown = Known;
  std::vector<std::pair<Value, uint64_t>> Open;
  for (const Value &At : Places) {
    Value R = requestAt(At);
    if (R.isUndefined() || R.isNull())
      R = Value::handle(nullHandle(HandleKind::Request));
    if (!R.isHandle() || !At.OffsetKnown)
      New.RequestsKnown = false;
    else if (handle(R.Id).Null)
      // One that was completed. A destructor may find one that was moved from.
      New.NullRequests |= handle(R.Id).Made.has_value() && none_of(Frames, [](const Frame &F) {
                            return isa_and_nonnull<CXXDestructorDecl>(F.Function);
                          });
    else if (handle(R.Id).Unknown)
      New.RequestsKnown = false;
    else
      Open.push_back({At, R.Id});
  }
  New.CompletesOne = F.Id == MpiId::Waitany || F.Id == MpiId::Testany;
  New.CompletesSome = F.Id == MpiId::Waitsome || F.Id == MpiId::Testsome;
  const bool Starts = F.Family == FunctionFamily::Start;
  if (New.CompletesOne || New.CompletesSome)
    erase_if(Open, [&](auto &R) { return !Active.contains(R.second); });
  bool Done = true;
  if (F.Family == FunctionFamily::Test && (!Open.empty() || !New.RequestsKnown))
    Done = decide(Value::symbol(fresh(E)), E->getExprLoc(), false, true);
  if (F.Family == FunctionFamily::Test)
    New.Flag = Done;
  for (auto &R : Open)
    New.Requests.push_back(R.second);
  Event &Added = addEvent(EventKind::Call, E);
  New.Site = E;
  New.Depth = Added.Depth;
  New.Where = E->getBeginLoc();
  if (New.Where.isMacroID())
    New.Where = Context.getSourceManager().getFileLoc(New.Where);
  New.Plain = false;
  New.Function = &F;
  New.Name = C.Op->Name.str();
  Added = New;
  if (Starts) {
    for (auto &R : Open) {
      Active.insert(R.second);
      if (const auto Made = handle(R.second).Made)
        for (const BufferUse &B : Result.Events[*Made].Buffers)
          if (isWritten(B.Kind))
            received(B);
    }
    return Value::integer(0, "MPI_SUCCESS");
  }
  Value Index = Open.empty() ? Value::integer(-32766, "MPI_UNDEFINED") : Value::symbol(fresh(E));
  if (Done)
    for (auto &R : Open) {
      Active.erase(R.second);
      if (!handle(R.second).Persistent)
        store(R.first, Context.VoidPtrTy, Value::handle(spent(R.second)), nullptr);
      if (New.CompletesOne) {
        for (size_t I = 0; I < Places.size(); ++I)
          if (Places[I].Id == R.first.Id && Places[I].Number == R.first.Number)
            Index = Value::integer(I);
        break;
      }
    }
  const QualType T = E->getType();
  if (!T->isRecordType())
    return Value::integer(0, "MPI_SUCCESS");
  const Value Where = flagOf(T, Done, E);
  setField(Value::pointer(Where.Id, 0), T, "index", Index);
  return Where;
}

/// What is left of a request that is completed.
uint64_t Executor::spent(uint64_t Request) {
  Handle H;
  H.Kind = HandleKind::Request;
  H.Null = true;
  H.Made = handle(Request).Made;
  return makeHandle(std::move(H));
}

} // namespace njmpi::execution
