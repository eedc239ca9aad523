// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's calls of njmpi: they become the same events as those of MPI's C interface.
#include "facts/executor.h"
#include "facts/operators.h"
#include "facts/types.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

namespace {

MpiParameter kindOf(const Parameter &P, CountRule Rule) {
  const bool Gathers = Rule == CountRule::gather, Scatters = Rule == CountRule::scatter;
  switch (P.Kind) {
  case ParameterKind::IN:
    return Rule == CountRule::alltoall || Rule == CountRule::reduce_scatter ? MpiParameter::IN_EACH
                                                                            : MpiParameter::IN;
  case ParameterKind::OUT:
    return Gathers || Rule == CountRule::alltoall ? MpiParameter::OUT_EACH : MpiParameter::OUT;
  case ParameterKind::INOUT:
    return MpiParameter::INOUT;
  case ParameterKind::ROOT_IN:
    return Scatters ? MpiParameter::ROOT_IN_EACH : MpiParameter::ROOT_IN;
  default:
    return Gathers ? MpiParameter::ROOT_OUT_EACH : MpiParameter::ROOT_OUT;
  }
}

} // namespace

/// The calls of njmpi in a function, read once.
const Call *Executor::njmpiCall(const CallExpr *E) {
  if (auto Found = NjmpiCalls.find(E); Found != NjmpiCalls.end())
    return Found->second;
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee || !Callee->getIdentifier() ||
      (!inNamespace(Callee, "njmpi") &&
       !(isa<CXXMethodDecl>(Callee) && inNamespace(cast<CXXMethodDecl>(Callee)->getParent(), "njmpi"))) ||
      !findOperation(Callee->getName()))
    return nullptr;
  const FunctionDecl *In = Frames.back().Function;
  if (In && Read.insert(In).second) {
    Books.push_back(std::make_unique<std::vector<Call>>(collectCalls(S, In)));
    for (const Call &C : *Books.back())
      NjmpiCalls[C.Expr] = &C;
  }
  auto Found = NjmpiCalls.find(E);
  return Found == NjmpiCalls.end() ? nullptr : Found->second;
}

std::optional<uint64_t> Executor::communicatorIn(const Expr *E) {
  if (!E)
    return predefined(HandleKind::Communicator, "MPI_COMM_WORLD");
  Value V = E->isGLValue() ? place(E) : evaluate(E);
  if (V.isPointer() || V.Kind == ValueKind::Aggregate) {
    QualType T = E->getType();
    if (T->isPointerType())
      T = T->getPointeeType();
    V.Kind = ValueKind::Pointer;
    V = load(V, T, nullptr);
  }
  return handleIn(V, HandleKind::Communicator);
}

std::optional<BufferUse> Executor::bufferOf(const Buffer &B, MpiParameter Kind) {
  if (B.Kind == BufferKind::None || B.Kind == BufferKind::InPlace || !B.Argument)
    return std::nullopt;
  BufferUse Use;
  Use.Kind = Kind;
  Use.Where = B.Argument;
  Use.Count = B.Count ? Value::integer(*B.Count) : Value::symbol(fresh(B.Argument));
  auto argument = [&] {
    Value V = B.Argument->isGLValue() ? place(B.Argument) : evaluate(B.Argument);
    if (V.Kind == ValueKind::Aggregate)
      V.Kind = ValueKind::Pointer;
    return V;
  };
  switch (B.Kind) {
  case BufferKind::Scalar:
  case BufferKind::Array:
    Use.Pointer = argument();
    break;
  case BufferKind::Members:
  case BufferKind::Valarray: {
    const Value Where = argument();
    const QualType T = B.Argument->getType();
    if (isContainer(T)) {
      Use.Pointer = elements(Where, T);
      if (!B.Count)
        Use.Count = extent(Where, T);
    } else {
      Use.Pointer = Value::symbol(fresh(B.Argument));
    }
    break;
  }
  case BufferKind::Pointer:
    if (B.PointerArgument && B.CountArgument) {
      auto read = [&](const Expr *E) {
        return E->isGLValue() ? load(place(E), E->getType(), E) : evaluate(E);
      };
      Use.PointerWhere = B.PointerArgument;
      Use.Pointer = read(B.PointerArgument);
      Use.Count = read(B.CountArgument);
    }
    break;
  default:
    argument();
    Use.Pointer = Value::symbol(fresh(B.Argument));
  }
  if (!B.Element.isNull() && !B.Element->isDependentType()) {
    Use.TypeName = "'" + typeName(Context, B.Element.getUnqualifiedType()) + "'";
    Use.IsRecord = B.Type.isRecord();
    if (const PredefinedType *Uniform = B.Type.uniform())
      Use.Elements = Signature{Uniform->Mpi.str(), int64_t(B.Type.multiplicity())};
  }
  if (Use.Pointer.isPointer()) {
    Use.Place = {Use.Pointer.Id, Use.Pointer.Number, std::nullopt, Use.Pointer.OffsetKnown};
    if (const auto Each = B.Element.isNull() ? std::nullopt : bytesOf(B.Element);
        Each && Use.Count.isInteger())
      Use.Place.Bytes = Use.Count.Number * *Each;
    else if (B.Kind == BufferKind::Members && isContainer(B.Argument->getType()) &&
             !isView(B.Argument->getType()))
      Use.Place.Bytes = int64_t(1) << 40; // all there are
  }
  return Use;
}

Value Executor::rankOrSize(std::optional<uint64_t> Communicator, bool Rank, const Stmt *Site) {
  const auto Me = Communicator ? rankIn(*Communicator) : std::nullopt;
  if (!Me) { // what depends on it may differ between the ranks
    Result.Shortened = true;
    return Value::symbol(fresh(Site));
  }
  const bool Whole = handle(*Communicator).Ranks->size() == Shared.Size;
  return Rank ? Value::integer(*Me, Whole ? StringRef(RankName) : "").ofRank()
              : Value::integer(*sizeOf(*Communicator), Whole ? StringRef(SizeName) : "");
}

namespace {

struct MemberCall {
  const Expr *Self;
  QualType Type;
  StringRef Name;
};

/// A call of a member of a class of njmpi.
std::optional<MemberCall> memberOf(const CallExpr *E, StringRef Class) {
  auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  const FunctionDecl *F = E->getDirectCallee();
  const Expr *Self = Member ? Member->getImplicitObjectArgument() : nullptr;
  if (!Self || !F || !F->getIdentifier())
    return std::nullopt;
  QualType T = Self->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (classNameIn(T, "njmpi") != Class)
    return std::nullopt;
  return MemberCall{Self, T, F->getName()};
}

} // namespace

/// What a request says of itself.
std::optional<Value> Executor::stateOfRequest(const CallExpr *E) {
  const auto Called = memberOf(E, "request");
  if (!Called || !is_contained({"active", "inactive", "null"}, Called->Name))
    return std::nullopt;
  const auto [Self, T, Name] = *Called;
  const Value Where = Self->isGLValue() ? place(Self) : evaluate(Self);
  const Value Held = requestAt(Where);
  if (Stopped)
    return Value();
  if (!Held.isHandle() || handle(Held.Id).Unknown)
    return Value::symbol(fresh(E));
  const Handle &H = handle(Held.Id);
  const bool Runs = Active.contains(Held.Id);
  return Value::integer(Name == "active"     ? Runs
                        : Name == "inactive" ? H.Persistent && !H.Null && !Runs
                                             : H.Null || (!Runs && !H.Persistent));
}

/// What a status says of the message: another rank's doing, where the receive leaves it open.
std::optional<Value> Executor::partOfStatus(const CallExpr *E) {
  const auto Called = memberOf(E, "status");
  if (!Called || !is_contained({"source", "tag", "count"}, Called->Name))
    return std::nullopt;
  const auto [Self, T, Name] = *Called;
  const Value Where = Self->isGLValue() ? place(Self) : evaluate(Self);
  if (Stopped)
    return Value();
  if (const RecordDecl *Record = statusIn(T); Record && Name != "count")
    for (const FieldDecl *Field : Record->fields())
      if (Field->getName() == (Name == "tag" ? "MPI_TAG" : "MPI_SOURCE"))
        return load(
            add(Where,
                Value::integer(Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity()), 1),
            Context.IntTy, E);
  if (!Where.isPointer())
    return Value::symbol(fresh(E));
  const Object &O = object(Where.Id);
  const Value Count = Value::symbol(identity(O.Key, O.Version, Where.Number, 53));
  if (O.Received)
    FromOthers.insert(Count.Id);
  return Count;
}

std::optional<Value> Executor::callNjmpi(const CallExpr *E) {
  if (const auto Made = madeCommunicator(E))
    return Made;
  if (const auto State = stateOfRequest(E))
    return State;
  if (const auto Part = partOfStatus(E))
    return Part;
  const Call *C = njmpiCall(E);
  if (!C)
    return std::nullopt;
  const Operation &Op = *C->Op;
  const MpiFunction *F = findMpiFunction(Op.MpiName);
  auto skipped = [&]() -> std::optional<Value> {
    const QualType T = E->getType();
    if (!T->isRecordType())
      return Value::symbol(fresh(E));
    const Value Where = temporary(T, E);
    object(Where.Id).Blurred = true;
    return Value::aggregate(Where.Id, 0);
  };
  auto value = [&](const Expr *A) -> Value {
    const Value V = A->isGLValue() ? load(place(A), A->getType(), A) : evaluate(A);
    return V;
  };
  const auto Communicator = communicatorIn(C->Communicator);
  if (Op.Family == OperationFamily::Query) {
    if (Op.Name == "wtime")
      return Value::symbol(fresh(E));
    return rankOrSize(Communicator, Op.Name == "rank", E);
  }
  if (!F)
    return skipped();
  if (Op.Family == OperationFamily::Completion)
    return completion(*C, *F);

  // Arguments first: they may hold calls of their own.
  Value Peer, Source, Tag, ReceiveTag, Count;
  bool HasCount = false;
  std::optional<uint64_t> Operator;
  SmallVector<BufferUse, 2> Buffers;
  const Argument StatusOf = [&] {
    for (auto [P, A] : zip(Op.Parameters, C->Arguments))
      if (P.Kind == ParameterKind::STATUS && A)
        return Argument{value(A), A};
    return Argument{};
  }();
  if (F->isSend())
    Tag = Value::integer(0);
  if (F->isReceive() || F->Family == FunctionFamily::Probe) {
    Source = Value::integer(-2, "MPI_ANY_SOURCE");
    ReceiveTag = Value::integer(-1, "MPI_ANY_TAG");
  }
  for (auto [P, A, B] : zip(Op.Parameters, C->Arguments, C->Buffers)) {
    switch (P.Kind) {
    case ParameterKind::DEST:
    case ParameterKind::ROOT:
      Peer = A ? named(P.Kind == ParameterKind::DEST ? MpiParameter::DEST : MpiParameter::ROOT, value(A), A)
               : Value::integer(0);
      break;
    case ParameterKind::SOURCE:
      if (A)
        Source = named(MpiParameter::SOURCE, value(A), A);
      break;
    case ParameterKind::TAG:
      if (A)
        Tag = value(A);
      break;
    case ParameterKind::RTAG:
      if (A)
        ReceiveTag = named(MpiParameter::RTAG, value(A), A);
      break;
    case ParameterKind::COUNT:
      if (A) {
        Count = value(A);
        HasCount = true;
      }
      break;
    case ParameterKind::OP: {
      const Buffer *In = nullptr;
      for (const Buffer &X : C->Buffers)
        if (!In && X.Kind != BufferKind::None && X.Kind != BufferKind::InPlace)
          In = &X;
      const auto Named = In ? describeOperator(A, In->Type) : njmpi::Operator();
      Handle Own;
      Own.Kind = HandleKind::Operator;
      Own.Unknown = true;
      Operator = !A          ? predefined(HandleKind::Operator, "MPI_SUM")
                 : Named.Row ? predefined(HandleKind::Operator, Named.Row->Mpi)
                             : makeHandle(std::move(Own));
      break;
    }
    default:
      break;
    }
  }
  const auto Me = Communicator ? rankIn(*Communicator) : std::nullopt;
  for (auto [P, A, B] : zip(Op.Parameters, C->Arguments, C->Buffers)) {
    if (!P.isBuffer() || (P.isRootOnly() && (!Peer.isInteger() || !Me || Peer.Number != *Me)))
      continue;
    if (auto Use = bufferOf(B, kindOf(P, Op.Rule))) {
      if (C->InPlace && !isWritten(Use->Kind) && Use->Kind != MpiParameter::IN)
        Use->Kind = MpiParameter::INOUT;
      if (C->InPlace)
        Use->HasCounts = true; // what it holds for whom depends on the operation
      if (Op.Rule == CountRule::varying)
        Use->HasCounts = true;
      else if (HasCount)
        Use->Count = Count;
      if (isForEach(Use->Kind) || isRootOnly(Use->Kind))
        Use->HasCounts = true;
      Buffers.push_back(std::move(*Use));
    }
  }
  if (Stopped)
    return Value();
  Event &New = addEvent(EventKind::Call, E);
  New.Plain = false;
  New.Function = F;
  New.Name = Op.Name.str();
  New.Where = E->getBeginLoc();
  if (New.Where.isMacroID())
    New.Where = Context.getSourceManager().getFileLoc(New.Where);
  New.Communicator = Communicator;
  New.Operator = Operator;
  New.Peer = Peer;
  New.Source = Source;
  New.Tag = Tag;
  New.ReceiveTag = ReceiveTag;
  New.Buffers = std::move(Buffers);
  New.Arguments.resize(F->Parameters.size());
  for (auto [P, A] : zip(Op.Parameters, C->Arguments)) {
    auto set = [&](MpiParameter Kind, const Value &V) {
      if (const int At = F->find(Kind); At >= 0 && A)
        New.Arguments[At] = {V, A};
    };
    switch (P.Kind) {
    case ParameterKind::DEST:
      set(MpiParameter::DEST, Peer);
      break;
    case ParameterKind::ROOT:
      set(MpiParameter::ROOT, Peer);
      break;
    case ParameterKind::SOURCE:
      set(MpiParameter::SOURCE, Source);
      break;
    case ParameterKind::TAG:
      set(MpiParameter::TAG, Tag);
      break;
    case ParameterKind::RTAG:
      set(MpiParameter::RTAG, ReceiveTag);
      break;
    case ParameterKind::COUNT:
      set(MpiParameter::COUNT, Count);
      break;
    default:
      break;
    }
  }
  markSent(New);
  if (F->isPersistent() || F->startsRequest()) {
    startRequest(New);
    const uint64_t Request = New.Requests.front();
    if (!F->isPersistent())
      resultOf(New);
    return pendingOf(E->getType(), Request, E);
  }
  resultOf(New);
  if (StatusOf.Content.isPointer()) {
    blurAt(StatusOf.Content, std::nullopt);
    object(StatusOf.Content.Id).Received = true;
    writeStatus(StatusOf, Source, ReceiveTag);
  }
  if (Op.Result == ResultKind::flagged) { // iprobe
    const bool There = decide(Value::symbol(fresh(E)), E->getExprLoc(), false, true);
    Result.Events.back().Flag = There;
    return flagOf(E->getType(), There, E);
  }
  return Value::integer(0, "MPI_SUCCESS");
}

void Executor::setField(const Value &Where, QualType Type, StringRef Name, const Value &V) {
  const auto *Record = Type->getAsRecordDecl();
  if (!Record)
    return;
  for (const FieldDecl *Field : Record->fields())
    if (Field->getIdentifier() && Field->getName() == Name)
      store(add(Where,
                Value::integer(Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity()), 1),
            Field->getType(), V, nullptr);
}

Value Executor::pendingOf(QualType Type, uint64_t Request, const Stmt *Site) {
  if (!Type->isRecordType())
    return Value::handle(Request);
  const Value Where = temporary(Type, Site);
  setField(Where, Type, "status", Value::integer(0, "MPI_SUCCESS"));
  setField(Where, Type, "req", Value::handle(Request));
  return Value::aggregate(Where.Id, 0);
}

Value Executor::flagOf(QualType Type, bool Flag, const Stmt *Site) {
  if (!Type->isRecordType())
    return Value::integer(Flag);
  const Value Where = temporary(Type, Site);
  object(Where.Id).Blurred = true;
  setField(Where, Type, "status", Value::integer(0, "MPI_SUCCESS"));
  setField(Where, Type, "flag", Value::integer(Flag));
  return Value::aggregate(Where.Id, 0);
}

/// comm::dup(), split() and their like, njmpi::world() and self().
std::optional<Value> Executor::madeCommunicator(const CallExpr *E) {
  const FunctionDecl *F = E->getDirectCallee();
  if (!F || !F->getIdentifier())
    return std::nullopt;
  const StringRef Name = F->getName();
  if (auto *Member = dyn_cast<CXXMemberCallExpr>(E);
      Member && (Name == "rank" || Name == "size") && classNameIn(Member->getObjectType(), "njmpi") == "comm")
    return rankOrSize(communicatorIn(Member->getImplicitObjectArgument()), Name == "rank", E);
  if (classNameIn(E->getType(), "njmpi") != "comm")
    return std::nullopt;
  if (inNamespace(F, "njmpi") && Name == "world")
    return Value::handle(predefined(HandleKind::Communicator, "MPI_COMM_WORLD"));
  if (inNamespace(F, "njmpi") && Name == "self")
    return Value::handle(predefined(HandleKind::Communicator, "MPI_COMM_SELF"));
  auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  if (!Member || !inNamespace(Member->getRecordDecl(), "njmpi"))
    return std::nullopt;
  const auto Parent = communicatorIn(Member->getImplicitObjectArgument());
  SmallVector<Argument, 4> Given;
  for (const Expr *A : E->arguments())
    if (!isa<CXXDefaultArgExpr>(A))
      Given.push_back({A->isGLValue() ? load(place(A), A->getType(), A) : evaluate(A), A});
  if (Stopped)
    return Value();
  const MpiId Id = Name == "dup"     ? MpiId::Comm_dup
                   : Name == "split" ? MpiId::Comm_split
                                     : MpiId::Comm_split_type;
  const MpiFunction &Function = mpiFunction(Id);
  Event &New = addEvent(EventKind::Call, E);
  New.Plain = false;
  New.Function = &Function;
  New.Name = Name.str();
  New.Communicator = Parent;
  if (Id == MpiId::Comm_split) {
    New.Arguments.resize(4);
    New.Arguments[1] = Given.size() > 0 ? Given[0] : Argument{Value::integer(0), nullptr};
    New.Arguments[2] = Given.size() > 1 ? Given[1] : Argument{Value::integer(0), nullptr};
  }
  if (Name != "dup" && Name != "split") { // of ranks that nobody can tell here
    Handle H;
    H.Kind = HandleKind::Communicator;
    H.Made = Result.Events.size() - 1;
    if (Parent)
      H.Key = handle(*Parent).Key + "/" + std::to_string(Created[handle(*Parent).Key]++);
    return Value::handle(makeHandle(std::move(H)));
  }
  const Value Made = makeCommunicator(New, New.Where);
  Result.Events.back().Made = handle(Made.Id).Null ? std::nullopt : std::optional(Made.Id);
  return Made;
}

} // namespace njmpi::execution
