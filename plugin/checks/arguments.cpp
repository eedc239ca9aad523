// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What no call of MPI's C interface accepts: null and freed handles, ranks and tags out of range, negative
// counts, null and too small buffers.
#include "checks/communication.h"
#include "facts/executor.h"
#include "facts/mpi_datatypes.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

StringRef noun(HandleKind Kind) {
  switch (Kind) {
  case HandleKind::Communicator:
    return "communicator";
  case HandleKind::Datatype:
    return "datatype";
  case HandleKind::Group:
    return "group";
  case HandleKind::Operator:
    return "operator";
  case HandleKind::Request:
    return "request";
  case HandleKind::Window:
    return "window";
  case HandleKind::Info:
    return "info object";
  case HandleKind::Errhandler:
    return "error handler";
  default:
    return "handle";
  }
}

class Arguments {
  JobFacts &Facts;
  const Trace &T;
  std::map<uint64_t, const Event *> Freed;
  std::set<uint64_t> Committed;
  const Event *Current = nullptr;

public:
  Arguments(JobFacts &Facts, const Trace &T) : Facts(Facts), T(T) {}

  void run() {
    for (const Event &E : T.Events) {
      if (E.Kind != EventKind::Call)
        continue;
      Current = &E;
      if (!E.Plain) { // the rest is checked where the call stands
        for (size_t I = 0; I < E.Arguments.size(); ++I)
          if (E.Arguments[I].Where)
            argument(E.Function->Parameters[I], E.Arguments[I]);
        for (const BufferUse &B : E.Buffers)
          if (B.PointerWhere)
            pointer(B);
        continue;
      }
      for (size_t I = 0; I < E.Arguments.size(); ++I)
        if (!isUnused(I))
          argument(E.Function->Parameters[I], E.Arguments[I]);
      for (const BufferUse &B : E.Buffers)
        buffer(B);
      aliases();
      topology();
      if (E.Function->Id == MpiId::Op_create && E.Arguments[0].Content.isNull())
        invalid(E.Arguments[0].Where, quoted(E) + " is given a null function");
      if (E.Function->Family == FunctionFamily::Free && E.Freed)
        Freed.try_emplace(*E.Freed, &E);
      if (E.Function->Family == FunctionFamily::Commit && E.Freed)
        Committed.insert(*E.Freed);
    }
  }

private:
  Problem &invalid(const clang::Expr *Where, std::string Message, StringRef Tag = "argument") {
    auto &P = Facts.add(true, Tag, Where ? Where->getExprLoc() : Current->Where, std::move(Message));
    if (Where)
      P.What.Ranges.push_back(Where->getSourceRange());
    return P;
  }
  std::string text(const Argument &A) const {
    const std::string Text = A.Where ? Facts.Report.text(A.Where) : "";
    return Text.empty() ? "this" : "'" + Text + "'";
  }

  void handle(HandleKind Kind, const Argument &A) {
    const std::string What = noun(Kind).str();
    const Value &V = A.Content;
    if (V.isUndefined()) {
      invalid(A.Where, text(A) + " is no " + What + ": it has no value yet");
    } else if (V.isHandle()) {
      const Handle &H = T.Handles[V.Id];
      if (H.Kind != Kind) {
        if (H.Kind != HandleKind::Other)
          invalid(A.Where, text(A) + " is a " + noun(H.Kind).str() + ", where " + quoted(*Current) +
                               " takes a " + What);
      } else if (H.Null) {
        const bool WasFreed = Kind == HandleKind::Window && any_of(Freed, [&](auto &F) {
                                return T.Handles[F.first].Kind == HandleKind::Window;
                              });
        invalid(A.Where, quoted(*Current) + " is given a null " + What, WasFreed ? "epoch" : "argument");
      } else if (auto Found = Freed.find(V.Id); Found != Freed.end()) {
        invalid(A.Where, quoted(*Current) + " is given a " + What + " that has been freed")
            .What.Notes.push_back({Found->second->Where, "it is freed here"});
      } else if (Kind == HandleKind::Datatype && H.Made && communicates() && !Committed.count(V.Id) &&
                 T.Events[*H.Made].Function->Id != MpiId::Type_dup) {
        invalid(A.Where, quoted(*Current) + " is given a datatype that is not committed", "datatype")
            .What.Notes.push_back({T.Events[*H.Made].Where, "it is made here"});
      }
    } else if (V.isInteger() && V.Name.empty()) {
      invalid(A.Where, text(A) + " is no " + What);
    }
  }
  bool communicates() const {
    const FunctionFamily F = Current->Function->Family;
    return Current->Function->isSend() || Current->Function->isReceive() || F == FunctionFamily::Collective ||
           F == FunctionFamily::StartCollective || F == FunctionFamily::InitCollective ||
           F == FunctionFamily::Rma;
  }

  void rank(MpiParameter Kind, const Argument &A) {
    const Value &V = A.Content;
    if (!V.isInteger())
      return;
    const StringRef What = Kind == MpiParameter::DEST     ? "destination"
                           : Kind == MpiParameter::SOURCE ? "source"
                           : Kind == MpiParameter::ROOT   ? "root"
                                                          : "target";
    const bool Named = V.Name.starts_with("MPI_");
    const bool Allowed = V.is("MPI_PROC_NULL")    ? Kind != MpiParameter::ROOT
                         : V.is("MPI_ANY_SOURCE") ? Kind == MpiParameter::SOURCE
                                                  : V.is("MPI_ROOT");
    if (V.is("MPI_UNDEFINED") && A.Where && isa<DeclRefExpr>(A.Where->IgnoreParenImpCasts()))
      return; // of a wait that had nothing to wait for: the program may know better
    if (Named && V.Number < 0) {
      // What the caller gives may be between two groups, which allows more.
      const auto C = Current->Communicator;
      if (!Allowed && C && T.Handles[*C].Ranks && (T.Handles[*C].Made || !T.Handles[*C].Name.empty()))
        invalid(A.Where, text(A) + " is no " + What.str() + " of " + quoted(*Current));
      return;
    }
    if (V.Number < 0) {
      invalid(A.Where, text(A) + " is no " + What.str() + " of " + quoted(*Current) + ": it is negative");
      return;
    }
    const auto On = Current->Communicator ? Current->Communicator : Current->Window;
    if (!On || !T.Handles[*On].Ranks || T.Handles[*On].Null)
      return;
    if (V.Number < int64_t(T.Handles[*On].Ranks->size()))
      return;
    auto &P = invalid(A.Where, text(A) + " is no " + What.str() + " of " + quoted(*Current) +
                                   ": the communicator has no such rank");
    if (T.Handles[*On].Name != "MPI_COMM_SELF") // which never has more than one
      P.Beyond = V.Number;
  }

  void argument(MpiParameter Kind, const Argument &A) {
    const Value &V = A.Content;
    switch (Kind) {
    case MpiParameter::COMM:
      handle(HandleKind::Communicator, A);
      break;
    case MpiParameter::TYPE:
      handle(HandleKind::Datatype, A);
      break;
    case MpiParameter::GROUP:
      handle(HandleKind::Group, A);
      break;
    case MpiParameter::OP:
      handle(HandleKind::Operator, A);
      break;
    case MpiParameter::WIN:
      handle(HandleKind::Window, A);
      break;
    case MpiParameter::DEST:
    case MpiParameter::SOURCE:
    case MpiParameter::ROOT:
    case MpiParameter::TARGET:
      rank(Kind, A);
      break;
    case MpiParameter::TAG:
    case MpiParameter::RTAG:
      if (V.isInteger() && V.Number < 0 && !(Kind == MpiParameter::RTAG && V.is("MPI_ANY_TAG")))
        invalid(A.Where, text(A) + " is no tag of " + quoted(*Current) + ": it must be 0 or more");
      break;
    case MpiParameter::COUNT:
    case MpiParameter::N:
      if (V.isInteger() && V.Number < 0)
        invalid(A.Where, text(A) + " is no count of " + quoted(*Current) + ": it is negative");
      break;
    case MpiParameter::COUNTS:
      if (Current->NegativeCounts)
        invalid(A.Where, "a count in " + text(A) + " is negative");
      break;
    case MpiParameter::COLOR:
      if (V.isInteger() && V.Number < 0 && V.Name.empty())
        invalid(A.Where,
                text(A) + " is no color of " + quoted(*Current) + ": it must be 0 or more, or MPI_UNDEFINED");
      break;
    case MpiParameter::IN:
    case MpiParameter::INOUT:
    case MpiParameter::OUT:
      inPlace(Kind, A);
      break;
    case MpiParameter::SIZE:
    case MpiParameter::DISPLACEMENT:
      if (V.isInteger() && V.Number < 0 && V.Name.empty())
        invalid(A.Where, text(A) + " is negative");
      break;
    case MpiParameter::LOCK:
      if (V.isInteger() && V.Name.empty() && A.Where && isa<IntegerLiteral>(A.Where->IgnoreParenImpCasts()))
        invalid(A.Where, text(A) + " is no lock type of " + quoted(*Current) +
                             "; there are MPI_LOCK_EXCLUSIVE and MPI_LOCK_SHARED");
      break;
    case MpiParameter::UNIT:
      if (V.isInteger() && V.Number <= 0)
        invalid(A.Where, text(A) + " is no displacement unit: it must be positive");
      break;
    case MpiParameter::NEW:
    case MpiParameter::REQUEST:
    case MpiParameter::COMMIT:
    case MpiParameter::FREED:
      if (V.isNull())
        invalid(A.Where, quoted(*Current) + " is given a null pointer");
      else if (Kind == MpiParameter::FREED || Kind == MpiParameter::COMMIT)
        freed(A);
      break;
    case MpiParameter::REQUESTS:
      if (V.isNull() && Current->argument(MpiParameter::N).isInteger() &&
          Current->argument(MpiParameter::N).Number > 0)
        invalid(A.Where, quoted(*Current) + " is given a null pointer");
      break;
    default:
      break;
    }
  }

  /// MPI_IN_PLACE stands for the input of a collective, and for the output of a scatter, at the root.
  void inPlace(MpiParameter Kind, const Argument &A) {
    if (!A.Content.is("MPI_IN_PLACE"))
      return;
    const StringRef Name = Current->Function->Name;
    const bool Collective = Current->Function->isCollective();
    if (!Collective || Kind == MpiParameter::INOUT ||
        (Kind == MpiParameter::OUT && !Name.contains_insensitive("scatter")))
      invalid(A.Where, quoted(*Current) + " does not work in place");
    else if (Current->Peer.isInteger() && Current->Function->find(MpiParameter::ROOT) >= 0) {
      const auto C = Current->Communicator;
      const auto &Ranks = C ? T.Handles[*C].Ranks : std::nullopt;
      if (Ranks && Current->Peer.Number >= 0 && Current->Peer.Number < int64_t(Ranks->size()) &&
          (*Ranks)[Current->Peer.Number] != int(T.Rank))
        invalid(A.Where, quoted(*Current) + " works in place at the root only");
    }
  }

  /// Whether a count or a type means nothing: that of a buffer in place, of another rank than the root, or
  /// that the operator does not read.
  bool isUnused(size_t I) const {
    const auto &Kinds = Current->Function->Parameters;
    if (Kinds[I] != MpiParameter::COUNT && Kinds[I] != MpiParameter::COUNTS && Kinds[I] != MpiParameter::TYPE)
      return false;
    if (Kinds[I] == MpiParameter::TYPE && I > 0 && Kinds[I - 1] == MpiParameter::COUNT &&
        Current->Arguments[I - 1].Content.isInteger() && Current->Arguments[I - 1].Content.Number == 0 &&
        Current->Arguments[I].Content.isHandle() && T.Handles[Current->Arguments[I].Content.Id].Null)
      return true; // of no elements
    size_t At = I;
    while (At > 0 && !isBuffer(Kinds[At]))
      --At;
    if (!isBuffer(Kinds[At]) || (At > 0 && isBuffer(Kinds[At - 1])))
      return false; // it is of both
    return none_of(Current->Buffers,
                   [&](const BufferUse &B) { return B.Where == Current->Arguments[At].Where; });
  }

  void freed(const Argument &A) {
    if (!A.Content.isPointer())
      return;
    const Value &Old = Current->Source;
    const bool Frees = Current->Function->Family == FunctionFamily::Free;
    if (!Old.isHandle()) {
      if (Old.isUndefined() && !T.Objects[A.Content.Id].Blurred && !T.Objects[A.Content.Id].Escaped)
        invalid(A.Where, text(A) + " has no value yet");
      return;
    }
    const Handle &H = T.Handles[Old.Id];
    if (H.Null)
      invalid(A.Where, quoted(*Current) + " is given a null " + noun(H.Kind).str());
    else if (Frees && !H.Name.empty() && H.Name != "MPI_GROUP_EMPTY")
      invalid(A.Where, "'" + H.Name + "' cannot be freed");
    else if (auto Found = Freed.find(Old.Id); Found != Freed.end())
      invalid(A.Where, quoted(*Current) + " is given a " + noun(H.Kind).str() + " that has been freed")
          .What.Notes.push_back({Found->second->Where, "it is freed here"});
  }

  void buffer(const BufferUse &B) {
    const int64_t Count = B.HasCounts           ? B.Total.value_or(0)
                          : B.Count.isInteger() ? B.Count.Number * B.Multiple
                                                : 0;
    if (Count <= 0 || !B.Elements || B.Elements->Count == 0)
      return;
    const std::string Text = B.Where ? Facts.Report.text(B.Where) : "";
    const bool Derived = B.Type && B.Type->isHandle() && T.Handles[B.Type->Id].Made; // may hold addresses
    if (B.Pointer.isNull() && !B.Pointer.is("MPI_BOTTOM") && !Derived) {
      invalid(B.Where,
              quoted(*Current) + " is given a null buffer for " + std::to_string(Count) + " elements");
      return;
    }
    elementType(B);
    if (B.Pointer.isUndefined()) {
      invalid(B.Where, "'" + Text + "' is no buffer: it has no value yet");
      return;
    }
    if (!B.Pointer.isPointer())
      return;
    room(B, Text);
  }

  void room(const BufferUse &B, StringRef Text) {
    const Object &O = T.Objects[B.Pointer.Id];
    if (O.Bytes && B.Place.Bytes && B.Place.OffsetKnown &&
        (B.Place.Offset < 0 || B.Place.Offset + *B.Place.Bytes > *O.Bytes)) {
      auto &P =
          invalid(B.Where, (quoted(*Current) + " needs more bytes than '" + Text + "' has").str(), "count");
      if (O.Where.isValid())
        P.What.Notes.push_back({O.Where, O.Variable ? "it is declared here" : "it is allocated here"});
    }
  }

  /// njmpi::buffer(p, n): of other buffers the types tell.
  void pointer(const BufferUse &B) {
    if (B.Count.isInteger() && B.Count.Number < 0)
      invalid(B.Where, "'" + Facts.Report.text(B.Where) + "' has no count: it is negative");
    else if (B.Pointer.isPointer() && B.Count.isInteger())
      room(B, Facts.Report.text(B.PointerWhere));
  }

  /// The variable that is the buffer has elements of another kind than the datatype says.
  void elementType(const BufferUse &B) {
    if (!B.Pointer.isPointer() || !B.Pointer.OffsetKnown || !B.Elements)
      return;
    QualType T = this->T.Objects[B.Pointer.Id].Type;
    while (!T.isNull() && T->isArrayType())
      T = QualType(T->getArrayElementTypeNoTypeQual(), 0);
    const auto *Builtin = T.isNull() ? nullptr : T->getAs<BuiltinType>();
    const auto Bytes = bytesOfDatatype(B.Elements->Base);
    if (!Builtin || !Bytes || (!Builtin->isInteger() && !Builtin->isFloatingPoint()) || T->isCharType())
      return;
    const bool Floating = StringSwitch<bool>(B.Elements->Base)
                              .Cases("MPI_FLOAT", "MPI_DOUBLE", "MPI_LONG_DOUBLE", true)
                              .Default(false);
    const bool Integer =
        StringSwitch<bool>(B.Elements->Base)
            .Cases("MPI_INT", "MPI_LONG", "MPI_SHORT", "MPI_UNSIGNED", "MPI_UNSIGNED_LONG", true)
            .Cases("MPI_UNSIGNED_SHORT", "MPI_LONG_LONG", "MPI_UNSIGNED_LONG_LONG", true)
            .Cases("MPI_INT32_T", "MPI_UINT32_T", "MPI_INT64_T", "MPI_UINT64_T", true)
            .Default(false);
    if (!Floating && !Integer)
      return;
    const int64_t Size = Facts.Report.context().getTypeSizeInChars(T).getQuantity();
    if (Floating == Builtin->isFloatingPoint() && Size == *Bytes)
      return;
    auto &P =
        invalid(B.Where,
                quoted(*Current) + " is told that " + text({{}, B.Where}) + " holds " + B.Elements->Base +
                    ", but its elements are of type '" + Facts.Report.type(T.getUnqualifiedType()) + "'",
                "type-mismatch");
    if (const auto *V = this->T.Objects[B.Pointer.Id].Variable)
      P.What.Notes.push_back({V->getLocation(), "it is declared here"});
  }

  void aliases() {
    if (Current->Function->Family == FunctionFamily::Rma || Current->Buffers.size() < 2)
      return;
    const BufferUse &In = Current->Buffers[0], &Out = Current->Buffers[1];
    if (isWritten(In.Kind) == isWritten(Out.Kind) || In.HasCounts || Out.HasCounts)
      return;
    const bool Empty =
        (In.Count.isInteger() && In.Count.Number == 0) || (Out.Count.isInteger() && Out.Count.Number == 0);
    if (overlaps(In.Place, Out.Place) && !Empty)
      invalid(Out.Where, "the buffers of " + quoted(*Current) + " overlap", "alias");
  }

  void topology() {
    const Event &E = *Current;
    if (E.Function->Id == MpiId::Cart_create && E.Communicator && T.Handles[*E.Communicator].Ranks) {
      const Value &N = E.Arguments[1].Content, &Where = E.Arguments[2].Content;
      if (N.isInteger() && N.Number < 0) {
        invalid(E.Arguments[1].Where, text(E.Arguments[1]) + " is no number of dimensions");
        return;
      }
      if (Where.isNull() && N.isInteger() && N.Number > 0)
        invalid(E.Arguments[2].Where, quoted(E) + " is given a null pointer");
    }
    if (E.Function->Id == MpiId::Dims_create)
      if (const Value &N = E.Arguments[1].Content; N.isInteger() && N.Number < 0)
        invalid(E.Arguments[1].Where, text(E.Arguments[1]) + " is no number of dimensions");
    if (E.Function->Id == MpiId::Cart_shift && E.Communicator) {
      const Value &Direction = E.Arguments[1].Content;
      const auto &Dimensions = T.Handles[*E.Communicator].Dimensions;
      if (Direction.isInteger() &&
          (Direction.Number < 0 || (!Dimensions.empty() && Direction.Number >= int64_t(Dimensions.size()))))
        invalid(E.Arguments[1].Where, text(E.Arguments[1]) + " is no dimension of the topology");
    }
  }
};

} // namespace

void checkArguments(JobFacts &Facts) {
  for (const Trace &T : Facts.Job.Ranks)
    Arguments(Facts, T).run();
}

} // namespace njmpi
