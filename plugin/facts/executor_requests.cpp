// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's requests, and the calls of MPI that only tell something.
#include "facts/executor.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

Value Executor::requestAt(const Value &Where) {
  if (!Where.isPointer() || !Where.OffsetKnown)
    return Value::symbol(0);
  const Object &O = object(Where.Id);
  if (auto Found = O.Cells.find(Where.Number); Found != O.Cells.end())
    return Found->second.Content;
  return O.Blurred || O.Escaped || O.Outside ? Value::symbol(0) : Value();
}

/// At its root a broadcast only reads the buffer.
void Executor::markSent(Event &E) {
  const auto Me = E.Communicator ? rankIn(*E.Communicator) : std::nullopt;
  if (is_contained({MpiId::Bcast, MpiId::Ibcast, MpiId::Bcast_init}, E.Function->Id) && Me)
    for (BufferUse &B : E.Buffers)
      B.OnlySent = E.Peer.isInteger() && E.Peer.Number == *Me;
}

/// The request that a nonblocking or persistent call makes.
void Executor::startRequest(Event &E) {
  const MpiFunction &F = *E.Function;
  Handle H;
  H.Kind = HandleKind::Request;
  H.Made = Result.Events.size() - 1;
  H.Persistent = F.isPersistent();
  const uint64_t Request = makeHandle(std::move(H));
  if (!E.Made)
    E.Made = Request;
  E.Requests.push_back(Request);
  if (!F.isPersistent())
    Active.insert(Request);
  Watching = true;
  for (const BufferUse &B : E.Buffers)
    if (B.Pointer.isPointer())
      watch(B.Pointer.Id);
  if (!E.Plain)
    return;
  const int At = F.find(MpiParameter::NEW, F.Id == MpiId::Comm_idup ? 1 : 0);
  const Value Where = E.Arguments[At].Content;
  if (!Where.isPointer() || !Where.OffsetKnown)
    handle(Request).Escaped = true; // stored, but nobody knows where
  const QualType T = E.Arguments[At].Where->IgnoreParenCasts()->getType();
  const QualType Pointee =
      T->isPointerType() ? T->getPointeeType() : QualType(T->getPointeeOrArrayElementType(), 0);
  write(Where, Pointee.isNull() ? Context.IntTy : Pointee, Value::handle(Request));
}

namespace {

/// The size of a request variable: that of the type that is pointed to.
QualType requestType(const Expr *E) {
  const QualType T = E->IgnoreParenCasts()->getType();
  return T->isPointerType() || T->isArrayType() ? QualType(T->getPointeeOrArrayElementType(), 0) : T;
}

} // namespace

void Executor::begin(Event &E) {
  const bool Many = E.Function->Id == MpiId::Startall;
  const Value First = E.argument(Many ? MpiParameter::REQUESTS : MpiParameter::REQUEST);
  const Value N = Many ? E.argument(MpiParameter::N) : Value::integer(1);
  const QualType T = requestType(E.expression(Many ? MpiParameter::REQUESTS : MpiParameter::REQUEST));
  const auto Bytes = bytesOf(T);
  if (!N.isInteger() || !First.isPointer() || N.Number > 4096 || !Bytes) {
    E.RequestsKnown = false;
    return;
  }
  for (int64_t I = 0; I < N.Number; ++I) {
    const Value R = requestAt(add(First, Value::integer(I), *Bytes));
    if (R.isHandle() && !handle(R.Id).Null) {
      E.Requests.push_back(R.Id);
      Active.insert(R.Id);
      const Handle &H = handle(R.Id);
      if (H.Made)
        for (const BufferUse &B : Result.Events[*H.Made].Buffers)
          if (isWritten(B.Kind))
            received(B);
    } else if (R.isHandle()) {
      E.NullRequests = true;
    } else if (R.isUndefined()) {
      E.UndefinedRequest = true;
    } else {
      E.RequestsKnown = false;
    }
  }
}

void Executor::complete(Event &E) {
  const MpiFunction &F = *E.Function;
  const bool Many = F.find(MpiParameter::REQUESTS) >= 0;
  const MpiParameter Kind = Many ? MpiParameter::REQUESTS : MpiParameter::REQUEST;
  const Value First = E.argument(Kind), N = Many ? E.argument(MpiParameter::N) : Value::integer(1);
  const QualType T = requestType(E.expression(Kind));
  const auto Bytes = bytesOf(T);
  struct Found {
    Value Where;
    uint64_t Request;
    int64_t Index;
  };
  std::vector<Found> Open;
  if (!First.isPointer() || !First.OffsetKnown || !Bytes) {
    E.RequestsKnown = false;
    if (First.isPointer()) // one of them
      escapeHandles(First.Id);
  } else if (!N.isInteger()) {
    E.RequestsKnown = false;
    for (auto &[Offset, C] : object(First.Id).Cells)
      if (Offset >= First.Number && C.Content.isHandle() && !handle(C.Content.Id).Null)
        Open.push_back({Value::pointer(First.Id, Offset), C.Content.Id, (Offset - First.Number) / *Bytes});
  } else {
    for (int64_t I = 0; I < std::min<int64_t>(N.Number, 4096); ++I) {
      const Value Where = add(First, Value::integer(I), *Bytes), R = requestAt(Where);
      if (R.isHandle() && !handle(R.Id).Null)
        Open.push_back({Where, R.Id, I});
      else if (R.isHandle()) {
        E.NullRequests = true;
        for (uint64_t Instead : CouldBeDone[{Where.Id, Where.Number}])
          handle(Instead).Escaped = true;
      } else if (R.isUndefined())
        E.UndefinedRequest = true;
      else
        E.RequestsKnown = false;
    }
  }
  const bool One = F.Id == MpiId::Waitany || F.Id == MpiId::Testany;
  const bool Some = F.Id == MpiId::Waitsome || F.Id == MpiId::Testsome;
  if (One || Some)
    erase_if(Open, [&](const Found &R) { return !Active.contains(R.Request); });
  E.CompletesOne = One;
  E.CompletesSome = Some;
  const uint64_t Visit = fresh(E.Site);
  bool Done = true;
  if (F.Family == FunctionFamily::Test && F.find(MpiParameter::FLAG) >= 0) {
    if (!Open.empty() || !E.RequestsKnown)
      Done = decide(Value::symbol(identity(Visit, 31)), E.Where, false, true);
    E.Flag = Done;
    writeInt(E.argument(MpiParameter::FLAG), Value::integer(Done));
  }
  // Some are at least one, and of those that are tested maybe none.
  if (Some && F.Family == FunctionFamily::Test && !Open.empty() &&
      !decide(Value::symbol(identity(Visit, 32)), E.Where, false, true)) {
    E.Flag = false;
    writeInt(E.argument(MpiParameter::RESULT), Value::integer(0));
    return;
  }
  if (Some && Open.size() > 1 && !decide(Value::symbol(identity(Visit, 33)), E.Where, false, true)) {
    for (const Found &R : ArrayRef(Open).drop_front())
      CouldBeDone[{Open[0].Where.Id, Open[0].Where.Number}].push_back(R.Request);
    Open.resize(1);
  }
  for (const Found &R : Open)
    E.Requests.push_back(R.Request);
  if (Some) {
    writeInt(E.argument(MpiParameter::RESULT),
             Open.empty() ? Value::integer(-32766, "MPI_UNDEFINED") : Value::integer(Open.size()));
    for (size_t I = 0; I < Open.size(); ++I)
      writeInt(add(E.argument(MpiParameter::INDICES), Value::integer(I), 4), Value::integer(Open[I].Index));
  }
  if (!Done)
    return;
  if (One)
    writeInt(E.argument(MpiParameter::INDEX),
             Open.empty() ? Value::integer(-32766, "MPI_UNDEFINED") : Value::integer(Open[0].Index));
  for (const Found &R : Open) {
    Active.erase(R.Request);
    if (!handle(R.Request).Persistent && !handle(R.Request).Unknown)
      write(R.Where, T, Value::handle(nullHandle(HandleKind::Request)));
    if (One)
      break;
  }
  const int Status = F.find(MpiParameter::STATUS);
  if (Status < 0)
    return;
  // The status of a receive whose source is given.
  const Event *Started = nullptr;
  if (!Open.empty() && handle(Open[0].Request).Made)
    Started = &Result.Events[*handle(Open[0].Request).Made];
  writeStatus(E.Arguments[Status], Started && !One ? Started->Source : Value(),
              Started && !One ? Started->ReceiveTag : Value());
}

void Executor::query(const Event &E) {
  const MpiFunction &F = *E.Function;
  auto argument = [&](unsigned I) { return E.Arguments[I].Content; };
  const Value Result1 = E.argument(MpiParameter::RESULT);
  const Value Unknown = Value::symbol(fresh(E.Site));
  auto groupOf = [&](unsigned I) -> std::optional<std::vector<int>> {
    const auto Id = handleIn(argument(I), HandleKind::Group);
    return Id ? handle(*Id).Ranks : std::nullopt;
  };
  auto isWhole = [&](uint64_t C) { return handle(C).Ranks && handle(C).Ranks->size() == Shared.Size; };
  switch (F.Id) {
  case MpiId::Comm_rank: {
    const auto Rank = E.Communicator ? rankIn(*E.Communicator) : std::nullopt;
    writeInt(Result1,
             Rank ? Value::integer(*Rank, isWhole(*E.Communicator) ? StringRef(RankName) : "").ofRank()
                  : Unknown);
    Result.Shortened |= !Rank; // what depends on it is not known to differ
    return;
  }
  case MpiId::Comm_size: {
    const auto Size = E.Communicator ? sizeOf(*E.Communicator) : std::nullopt;
    writeInt(Result1,
             Size ? Value::integer(*Size, isWhole(*E.Communicator) ? StringRef(SizeName) : "") : Unknown);
    return;
  }
  case MpiId::Group_size: {
    const auto Ranks = groupOf(0);
    writeInt(Result1, Ranks ? Value::integer(Ranks->size()) : Unknown);
    return;
  }
  case MpiId::Group_rank: {
    const auto Ranks = groupOf(0);
    Value Found = Ranks ? Value::integer(-32766, "MPI_UNDEFINED") : Unknown;
    for (size_t I = 0; Ranks && I < Ranks->size(); ++I)
      if ((*Ranks)[I] == int(Result.Rank))
        Found = Value::integer(I);
    writeInt(Result1, Found);
    return;
  }
  case MpiId::Initialized:
  case MpiId::Finalized: {
    if (!Start.IsMain) {
      writeInt(argument(0), Value::symbol(identity(unsigned(F.Id), 31)));
      return;
    }
    bool Seen = false;
    for (const Event &Before : Result.Events)
      if (Before.Kind == EventKind::Call)
        Seen |= F.Id == MpiId::Finalized
                    ? Before.Function->Id == MpiId::Finalize
                    : Before.Function->Id == MpiId::Init || Before.Function->Id == MpiId::Init_thread;
    writeInt(argument(0), Value::integer(Seen));
    return;
  }
  case MpiId::Query_thread:
    writeInt(Result1, Unknown);
    return;
  case MpiId::Cart_shift:
  case MpiId::Cart_rank:
  case MpiId::Cart_coords: {
    const Handle C = E.Communicator ? handle(*E.Communicator) : Handle();
    const auto Me = E.Communicator ? rankIn(*E.Communicator) : std::nullopt;
    const size_t N = C.Dimensions.size();
    auto coordinates = [&](int64_t Rank) {
      std::vector<int64_t> At(N);
      for (size_t D = N; D-- > 0; Rank /= C.Dimensions[D])
        At[D] = Rank % C.Dimensions[D];
      return At;
    };
    auto rankAt = [&](std::vector<int64_t> At) -> Value {
      int64_t Rank = 0;
      for (size_t D = 0; D < N; ++D) {
        if (At[D] < 0 || At[D] >= C.Dimensions[D]) {
          if (D >= C.Periods.size() || !C.Periods[D])
            return Value::integer(-1, "MPI_PROC_NULL");
          At[D] = ((At[D] % C.Dimensions[D]) + C.Dimensions[D]) % C.Dimensions[D];
        }
        Rank = Rank * C.Dimensions[D] + At[D];
      }
      return Value::integer(Rank);
    };
    if (F.Id == MpiId::Cart_coords) {
      if (N && argument(1).isInteger()) {
        const auto At = coordinates(argument(1).Number);
        for (size_t D = 0; D < N; ++D)
          writeInt(add(argument(3), Value::integer(D), 4), Value::integer(At[D]));
      } else {
        blurAt(argument(3), std::nullopt);
      }
      return;
    }
    if (F.Id == MpiId::Cart_rank) {
      const auto At = integersAt(argument(1), Value::integer(N));
      writeInt(Result1, N && At ? rankAt(*At) : Unknown);
      return;
    }
    const Value Direction = argument(1), By = argument(2);
    const bool Known = N && Me && C.Periods.size() == N && Direction.isInteger() && By.isInteger() &&
                       Direction.Number >= 0 && Direction.Number < int64_t(N);
    for (int Side : {-1, 1}) {
      Value V = Value::symbol(identity(Unknown.Id, Side));
      if (Known) {
        auto At = coordinates(*Me);
        At[Direction.Number] += Side * By.Number;
        V = rankAt(At);
      }
      writeInt(E.argument(MpiParameter::RESULT, Side < 0 ? 0 : 1), V);
    }
    return;
  }
  case MpiId::Dims_create: {
    // The sides are as close to each other as can be, in falling order.
    const Value N = argument(0), D = argument(1);
    auto Fixed = integersAt(argument(2), D);
    if (!N.isInteger() || !Fixed) {
      blurAt(argument(2), std::nullopt);
      return;
    }
    int64_t Rest = N.Number;
    size_t Free = 0;
    for (int64_t F : *Fixed) {
      if (F > 0)
        Rest = Rest % F == 0 ? Rest / F : 0;
      else
        ++Free;
    }
    std::vector<int64_t> Sides;
    for (int64_t Left = Free; Left > 0 && Rest > 0; --Left) {
      int64_t Best = Rest; // the smallest divisor whose power reaches the rest
      for (int64_t S = 1; S <= Rest; ++S) {
        int64_t Power = 1;
        for (int64_t I = 0; I < Left; ++I)
          Power *= S;
        if (Rest % S == 0 && Power >= Rest) {
          Best = S;
          break;
        }
      }
      Sides.push_back(Best);
      Rest /= Best;
    }
    size_t Next = 0;
    for (size_t I = 0; I < Fixed->size(); ++I)
      if ((*Fixed)[I] <= 0 && Next < Sides.size())
        writeInt(add(argument(2), Value::integer(I), 4), Value::integer(Sides[Next++]));
    return;
  }
  case MpiId::Type_size: {
    const auto Type = handleIn(argument(0), HandleKind::Datatype);
    const auto Bytes = Type ? handle(*Type).Bytes : std::nullopt;
    writeInt(Result1, Bytes ? Value::integer(*Bytes) : Unknown);
    return;
  }
  default:
    for (size_t I = 0; I < F.Parameters.size(); ++I)
      if (F.Parameters[I] == MpiParameter::RESULT || F.Parameters[I] == MpiParameter::FLAG ||
          F.Parameters[I] == MpiParameter::ANY)
        blurAt(argument(I), std::nullopt);
  }
}

} // namespace njmpi::execution
