// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's calls of MPI's C interface: arguments become an event, and results are written.
#include "facts/executor.h"
#include "facts/types.h"
#include "clang/Basic/SourceManager.h"
#include <numeric>

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

void Executor::write(const Value &Where, QualType Type, const Value &V) { store(Where, Type, V, nullptr); }

void Executor::writeInt(const Value &Where, const Value &V) { store(Where, Context.IntTy, V, nullptr); }

/// A constant of the program, of which only the number is left, may stand for one of MPI's: an enumerator,
/// the argument of a template. A negative number as written does not.
Value Executor::named(MpiParameter Kind, const Value &V, const Expr *E) {
  constexpr int64_t Least = -4; // MPI's are close to 0
  if (!V.isInteger() || V.Number >= 0 || V.Number < Least || !V.Name.empty() || !E)
    return V;
  Expr::EvalResult Number;
  if (isWrittenNumber(E) || E->isValueDependent() || !E->EvaluateAsInt(Number, Context))
    return V;
  switch (Kind) {
  case MpiParameter::DEST:
  case MpiParameter::TARGET:
    return Value::integer(V.Number, "MPI_PROC_NULL");
  case MpiParameter::RTAG:
    return Value::integer(V.Number, "MPI_ANY_TAG");
  case MpiParameter::SOURCE:
  case MpiParameter::ROOT:
    return Value::symbol(fresh(E)); // one of several
  default:
    return V;
  }
}

Value Executor::callMpi(const MpiFunction &F, const CallExpr *E) {
  SmallVector<Argument, 8> Arguments;
  for (const Expr *A : E->arguments())
    Arguments.push_back({A->isGLValue() ? place(A) : evaluate(A), A});
  if (Stopped)
    return Value();
  Event &New = addEvent(EventKind::Call, E);
  New.Function = &F;
  New.Name = F.Name.str();
  New.Arguments = std::move(Arguments);
  if (New.Where.isMacroID()) // a call in a macro's argument stands where it is written
    New.Where = Context.getSourceManager().getFileLoc(New.Where);
  for (auto [Kind, A] : zip(F.Parameters, New.Arguments)) {
    A.Content = named(Kind, A.Content, A.Where);
    auto take = [&](std::optional<uint64_t> &Into, HandleKind Of) {
      if (!Into)
        Into = handleIn(A.Content, Of);
    };
    switch (Kind) {
    case MpiParameter::COMM:
      take(New.Communicator, HandleKind::Communicator);
      break;
    case MpiParameter::WIN:
      take(New.Window, HandleKind::Window);
      break;
    case MpiParameter::OP:
      take(New.Operator, HandleKind::Operator);
      break;
    case MpiParameter::GROUP:
      take(New.Group, HandleKind::Group);
      break;
    case MpiParameter::DEST:
    case MpiParameter::ROOT:
    case MpiParameter::TARGET:
      New.Peer = A.Content;
      break;
    case MpiParameter::SOURCE:
      New.Source = A.Content;
      break;
    case MpiParameter::TAG:
      New.Tag = A.Content;
      break;
    case MpiParameter::RTAG:
      New.ReceiveTag = A.Content;
      break;
    case MpiParameter::DISPLACEMENT:
      New.Displacement = A.Content;
      break;
    default:
      break;
    }
  }
  const auto Size = New.Communicator ? sizeOf(*New.Communicator) : std::nullopt;
  for (auto [Kind, A] : zip(F.Parameters, New.Arguments))
    if (Kind == MpiParameter::COUNTS && Size)
      if (const auto Counts = integersAt(A.Content, Value::integer(*Size)))
        New.NegativeCounts |= any_of(*Counts, [](int64_t N) { return N < 0; });
  readBuffers(New);
  markSent(New);
  perform(New, E);
  if (F.Id == MpiId::Wtime || F.Id == MpiId::Wtick)
    return Value::symbol(fresh(E));
  return Value::integer(0, "MPI_SUCCESS");
}

void Executor::readBuffers(Event &E) {
  const MpiFunction &F = *E.Function;
  const auto Me = E.Communicator ? rankIn(*E.Communicator) : std::nullopt;
  const bool Reads = E.Operator && handle(*E.Operator).Name == "MPI_NO_OP"; // nothing of its own
  for (size_t I = 0; I < F.Parameters.size(); ++I) {
    const MpiParameter Kind = F.Parameters[I];
    if (!isBuffer(Kind))
      continue;
    if (isRootOnly(Kind) && (!E.Peer.isInteger() || !Me || E.Peer.Number != *Me))
      continue;
    BufferUse B;
    B.Kind = Kind;
    B.Pointer = E.Arguments[I].Content;
    B.Where = E.Arguments[I].Where;
    if (B.Pointer.is("MPI_IN_PLACE") || (Reads && Kind == MpiParameter::IN))
      continue;
    B.Count = Value::integer(1);
    bool CountSeen = false, TypeSeen = false;
    for (size_t J = I + 1; J < F.Parameters.size(); ++J) {
      if (F.Parameters[J] == MpiParameter::COUNT && !CountSeen) {
        B.Count = E.Arguments[J].Content;
        CountSeen = true;
      } else if (F.Parameters[J] == MpiParameter::COUNTS && !CountSeen) {
        B.Count = Value();
        B.HasCounts = CountSeen = true;
        const auto Size = E.Communicator ? sizeOf(*E.Communicator) : std::nullopt;
        const auto Counts = Size ? integersAt(E.Arguments[J].Content, Value::integer(*Size)) : std::nullopt;
        if (Counts) {
          B.Total = std::accumulate(Counts->begin(), Counts->end(), int64_t(0));
          B.AllCount = all_of(*Counts, [](int64_t N) { return N > 0; });
        }
      } else if (F.Parameters[J] == MpiParameter::TYPE && !TypeSeen) {
        B.Type = E.Arguments[J].Content;
        TypeSeen = true;
      } else if (F.Parameters[J] == MpiParameter::TYPES && !TypeSeen) {
        B.Type = Value();
        TypeSeen = true;
      }
    }
    if (isForEach(Kind)) {
      const auto Size = E.Communicator ? sizeOf(*E.Communicator) : std::nullopt;
      if (Size)
        B.Multiple = *Size;
      else
        B.HasCounts = true;
    }
    std::optional<int64_t> Extent;
    bool Contiguous = true;
    if (B.Type)
      if (const auto Type = handleIn(*B.Type, HandleKind::Datatype)) {
        const Handle &H = handle(*Type);
        B.TypeName = H.Name.empty() ? "a derived datatype" : H.Name;
        B.Elements = H.Elements;
        Extent = H.Extent;
        Contiguous = H.Bytes == H.Extent;
      }
    if (B.Pointer.isPointer()) {
      B.Place = {B.Pointer.Id, B.Pointer.Number, std::nullopt, B.Pointer.OffsetKnown};
      if (B.Count.isInteger() && Extent && Contiguous && !B.HasCounts)
        B.Place.Bytes = B.Count.Number * *Extent * B.Multiple;
      else if (B.Type && B.Type->isUndefined())
        B.Place.OffsetKnown = false;
    }
    E.Buffers.push_back(std::move(B));
  }
  // The second count and type of a one-sided call are the target's.
  if (F.Family == FunctionFamily::Rma) {
    int Count = -1, Type = -1;
    for (size_t I = 0; I < F.Parameters.size(); ++I) {
      if (F.Parameters[I] == MpiParameter::COUNT)
        Count = I;
      if (F.Parameters[I] == MpiParameter::TYPE)
        Type = I;
    }
    E.TargetCount = Count < 0 ? Value::integer(1) : E.Arguments[Count].Content;
    E.TargetType = E.Arguments[Type].Content;
  }
}

void Executor::received(const BufferUse &B) {
  if (!B.Pointer.isPointer())
    return;
  const Object &O = object(B.Pointer.Id);
  std::optional<int64_t> Bytes = B.Place.Bytes;
  if (O.Bytes && *O.Bytes <= 16 && Bytes && *Bytes >= *O.Bytes)
    Bytes = std::nullopt;
  blurAt(B.Pointer, Bytes);
  object(B.Pointer.Id).Received = true;
}

/// After a broadcast all ranks hold what the root had.
void Executor::broadcast(Event &E) {
  if (!E.Communicator || E.Buffers.empty())
    return;
  const BufferUse &B = E.Buffers[0];
  const std::string Key =
      handle(*E.Communicator).Key + " " + std::to_string(Collectives[handle(*E.Communicator).Key]);
  const auto Me = rankIn(*E.Communicator);
  if (!B.Pointer.isPointer() || !B.Pointer.OffsetKnown)
    return;
  auto &Cells = object(B.Pointer.Id).Cells;
  if (Me && E.Peer.isInteger() && E.Peer.Number == *Me) {
    std::map<int64_t, Cell> Had;
    for (auto It = Cells.lower_bound(B.Pointer.Number); It != Cells.end(); ++It)
      if (It->second.Content.isInteger() || It->second.Content.isSymbol())
        if (!B.Place.Bytes || It->first < B.Pointer.Number + *B.Place.Bytes)
          Had[It->first - B.Pointer.Number] = It->second;
    if (Shared.Broadcasts.try_emplace(Key, Had).second)
      Shared.Learned = true;
    return;
  }
  received(B);
  if (auto Found = Shared.Broadcasts.find(Key); Found != Shared.Broadcasts.end())
    for (const auto &[Offset, C] : Found->second)
      object(B.Pointer.Id).Cells[B.Pointer.Number + Offset] = C;
}

/// MPI_Status, also where njmpi::status holds it.
const RecordDecl *Executor::statusIn(QualType T) {
  const auto *Record = T->getAsRecordDecl();
  if (Record && classNameIn(T, "njmpi") == "status" && !Record->field_empty())
    return Record->field_begin()->getType()->getAsRecordDecl();
  return Record;
}

void Executor::writeStatus(const Argument &Where, const Value &Source, const Value &Tag) {
  if (!Where.Content.isPointer() || !Where.Where)
    return;
  QualType T = Where.Where->IgnoreParenImpCasts()->getType();
  if (T->isPointerType() || T->isArrayType())
    T = QualType(T->getPointeeOrArrayElementType(), 0);
  const RecordDecl *Record = statusIn(T);
  if (!Record)
    return;
  blurAt(Where.Content, bytesOf(T));
  object(Where.Content.Id).Received = true;
  for (const FieldDecl *Field : Record->fields()) {
    const int64_t Offset = Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity();
    const Value At = add(Where.Content, Value::integer(Offset), 1);
    if (Field->getName() == "MPI_SOURCE" && Source.isInteger() && !Source.is("MPI_ANY_SOURCE"))
      writeInt(At, Source);
    else if (Field->getName() == "MPI_TAG" && Tag.isInteger() && !Tag.is("MPI_ANY_TAG"))
      writeInt(At, Tag);
    else if (Field->getName() == "MPI_ERROR")
      writeInt(At, Value::integer(0));
  }
}

void Executor::perform(Event &E, const CallExpr *Site) {
  const MpiFunction &F = *E.Function;
  auto argument = [&](MpiParameter Kind, unsigned Nth = 0) { return E.argument(Kind, Nth); };
  const int Status = F.find(MpiParameter::STATUS);
  // Other ranks may write to windows while this one is in MPI.
  for (size_t Id = 0; Id < Result.Handles.size(); ++Id)
    if (handle(Id).Kind == HandleKind::Window && handle(Id).Base && handle(Id).Base->isPointer()) {
      blur(handle(Id).Base->Id);
      object(handle(Id).Base->Id).Received = true;
    }
  switch (F.Family) {
  case FunctionFamily::Environment:
    if (F.Id == MpiId::Abort)
      stop(Ending::Exited, E.Where);
    if (F.Id == MpiId::Init_thread)
      writeInt(argument(MpiParameter::RESULT), E.Arguments[2].Content);
    return;
  case FunctionFamily::Anytime:
  case FunctionFamily::Query:
    query(E);
    return;
  case FunctionFamily::Memory:
    if (F.Id == MpiId::Alloc_mem)
      write(argument(MpiParameter::NEW), Context.VoidPtrTy,
            allocate(Site, argument(MpiParameter::SIZE), false));
    else if (argument(MpiParameter::VALUE).isPointer())
      object(argument(MpiParameter::VALUE).Id).Freed = true;
    return;
  case FunctionFamily::Send:
    return;
  case FunctionFamily::Receive:
  case FunctionFamily::SendReceive:
    for (const BufferUse &B : E.Buffers)
      if (isWritten(B.Kind))
        received(B);
    writeStatus(E.Arguments[Status], E.Source, E.ReceiveTag);
    return;
  case FunctionFamily::Probe:
    if (F.Id == MpiId::Iprobe) {
      E.Flag = decide(Value::symbol(fresh(Site)), E.Where, false, true);
      writeInt(argument(MpiParameter::FLAG), Value::integer(*E.Flag));
    }
    writeStatus(E.Arguments[Status], E.Source, E.ReceiveTag);
    return;
  case FunctionFamily::StartSend:
  case FunctionFamily::StartReceive:
  case FunctionFamily::InitSend:
  case FunctionFamily::InitReceive:
  case FunctionFamily::StartCollective:
  case FunctionFamily::InitCollective:
    startRequest(E);
    break;
  case FunctionFamily::Start:
    begin(E);
    return;
  case FunctionFamily::Wait:
  case FunctionFamily::Test:
    complete(E);
    return;
  case FunctionFamily::Cancel: // whether it still has to be completed, programs find out in many ways
    if (const Value R = requestAt(argument(MpiParameter::REQUEST)); R.isHandle())
      handle(R.Id).Escaped = true;
    return;
  case FunctionFamily::Collective:
    break;
  case FunctionFamily::MakeCommunicator: {
    const Value Made = makeCommunicator(E, E.Where);
    if (!handle(Made.Id).Null)
      E.Made = Made.Id;
    write(argument(MpiParameter::NEW), Site->getArg(F.find(MpiParameter::NEW))->getType()->getPointeeType(),
          Made);
    if (F.Id == MpiId::Comm_idup)
      startRequest(E);
    return;
  }
  case FunctionFamily::MakeDatatype:
  case FunctionFamily::Group: {
    const Value Made = F.Family == FunctionFamily::Group ? makeGroup(E) : makeDatatype(E);
    if (handle(Made.Id).Name.empty())
      E.Made = Made.Id;
    write(argument(MpiParameter::NEW), Site->getArg(F.find(MpiParameter::NEW))->getType()->getPointeeType(),
          Made);
    return;
  }
  case FunctionFamily::MakeOther: {
    const int At = F.find(MpiParameter::NEW);
    Handle H;
    H.Kind = F.Id == MpiId::Op_create                                ? HandleKind::Operator
             : F.Id == MpiId::Info_create || F.Id == MpiId::Info_dup ? HandleKind::Info
                                                                     : HandleKind::Errhandler;
    H.Made = Result.Events.size() - 1;
    E.Made = makeHandle(std::move(H));
    write(E.Arguments[At].Content, Site->getArg(At)->getType()->getPointeeType(), Value::handle(*E.Made));
    return;
  }
  case FunctionFamily::MakeWindow: {
    Handle H;
    H.Kind = HandleKind::Window;
    H.Made = Result.Events.size() - 1;
    if (E.Communicator) {
      const Handle &C = handle(*E.Communicator);
      H.Key = C.Key + " window " + std::to_string(Created[C.Key + " windows"]++);
      H.Ranks = C.Ranks;
    }
    H.Size = argument(MpiParameter::SIZE);
    H.Unit = argument(MpiParameter::UNIT);
    if (F.Id == MpiId::Win_create) {
      H.Base = argument(MpiParameter::BASE);
    } else if (F.Id == MpiId::Win_allocate || F.Id == MpiId::Win_allocate_shared) {
      H.Base = allocate(Site, argument(MpiParameter::SIZE), false);
      object(H.Base->Id).Blurred = true;
      write(argument(MpiParameter::NEW), Context.VoidPtrTy, *H.Base);
    }
    if (H.Base && H.Base->isPointer())
      watch(H.Base->Id);
    Watching = true;
    E.Made = makeHandle(std::move(H));
    const bool Allocates = F.find(MpiParameter::NEW, 1) >= 0;
    const int New = F.find(MpiParameter::NEW, Allocates ? 1 : 0);
    write(E.Arguments[New].Content, Site->getArg(New)->getType()->getPointeeType(), Value::handle(*E.Made));
    return;
  }
  case FunctionFamily::Commit:
  case FunctionFamily::Free: {
    const int At = F.find(F.Family == FunctionFamily::Free ? MpiParameter::FREED : MpiParameter::COMMIT);
    const Value Where = E.Arguments[At].Content;
    const QualType Given = Site->getArg(At)->IgnoreParenCasts()->getType();
    const QualType T(Given->getPointeeOrArrayElementType(), 0);
    if (!Where.isPointer() || T.isNull())
      return;
    const Value Old = load(Where, T, nullptr);
    E.Source = Old; // what was there, for the checks
    if (!Old.isHandle())
      return;
    if (F.Family == FunctionFamily::Commit) {
      E.Freed = Old.Id;
      handle(Old.Id).Committed = true;
      return;
    }
    E.Freed = Old.Id;
    Active.erase(Old.Id);
    const Handle &H = handle(Old.Id);
    if (H.Kind == HandleKind::Window)
      E.Window = Old.Id;
    if (H.Kind == HandleKind::Communicator)
      E.Communicator = Old.Id;
    write(Where, T, Value::handle(nullHandle(H.Kind)));
    return;
  }
  case FunctionFamily::Epoch:
    return;
  case FunctionFamily::Rma:
    Watching = true;
    for (const BufferUse &B : E.Buffers) {
      if (B.Pointer.isPointer())
        watch(B.Pointer.Id);
      if (isWritten(B.Kind))
        received(B);
    }
    if (F.startsRequest())
      startRequest(E);
    return;
  }
  resultOf(E);
}

/// Whether what a rank gets may tell it which messages others have sent. A prefix is each rank's own, nothing
/// that all of them could have agreed on; and what all get alike is no message to one of them.
static bool isOfMessages(MpiId Id) {
  switch (Id) {
  case MpiId::Scan:
  case MpiId::Exscan:
  case MpiId::Iscan:
  case MpiId::Iexscan:
  case MpiId::Allreduce:
  case MpiId::Iallreduce:
  case MpiId::Allgather:
  case MpiId::Iallgather:
  case MpiId::Allgatherv:
  case MpiId::Iallgatherv:
    return false;
  default:
    return true;
  }
}

/// What a collective leaves in its buffers.
void Executor::resultOf(Event &E) {
  const MpiId Id = E.Function->Id;
  if (Id == MpiId::Bcast || Id == MpiId::Ibcast || Id == MpiId::Bcast_init) {
    broadcast(E);
  } else {
    for (const BufferUse &B : E.Buffers)
      if (isWritten(B.Kind)) {
        const bool Before = B.Pointer.isPointer() && object(B.Pointer.Id).Received;
        received(B);
        if (!isOfMessages(Id) && B.Pointer.isPointer())
          object(B.Pointer.Id).Received = Before;
      }
  }
  if (E.Communicator && E.Function->isCollective())
    ++Collectives[handle(*E.Communicator).Key];
}

} // namespace njmpi::execution
