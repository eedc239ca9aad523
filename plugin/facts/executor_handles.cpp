// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's handles: communicators and the ranks in them, groups, datatypes and what they hold.
#include "facts/executor.h"
#include "facts/mpi_datatypes.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

std::optional<HandleKind> handleKind(QualType T) {
  if (const CXXRecordDecl *Class = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
      Class && Class->getIdentifier() && inNamespace(Class, "njmpi"))
    return StringSwitch<std::optional<HandleKind>>(Class->getName())
        .Case("request", HandleKind::Request)
        .Case("comm", HandleKind::Communicator)
        .Default(std::nullopt);
  while (!T.isNull()) {
    if (auto *Named = T->getAs<TypedefType>()) {
      const StringRef Name = Named->getDecl()->getName();
      const auto Kind = StringSwitch<std::optional<HandleKind>>(Name)
                            .Case("MPI_Comm", HandleKind::Communicator)
                            .Case("MPI_Datatype", HandleKind::Datatype)
                            .Case("MPI_Group", HandleKind::Group)
                            .Case("MPI_Op", HandleKind::Operator)
                            .Case("MPI_Request", HandleKind::Request)
                            .Case("MPI_Win", HandleKind::Window)
                            .Case("MPI_Info", HandleKind::Info)
                            .Case("MPI_Errhandler", HandleKind::Errhandler)
                            .Cases("MPI_Message", "MPI_File", "MPI_Session", HandleKind::Other)
                            .Default(std::nullopt);
      if (Kind)
        return Kind;
      T = Named->desugar();
      continue;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

Event &Executor::addEvent(EventKind Kind, const Stmt *Site) {
  Event &E = Result.Events.emplace_back();
  E.Kind = Kind;
  E.Site = Site;
  E.Depth = Frames.size();
  if (auto *X = dyn_cast_or_null<Expr>(Site))
    E.Where = X->getExprLoc();
  else if (Site)
    E.Where = Site->getBeginLoc();
  return E;
}

uint64_t Executor::makeHandle(Handle H) {
  Result.Handles.push_back(std::move(H));
  return Result.Handles.size() - 1;
}

uint64_t Executor::predefined(HandleKind Kind, StringRef Name) {
  auto [It, New] = Predefined.try_emplace(Name.str(), 0);
  if (!New)
    return It->second;
  Handle H;
  H.Kind = Kind;
  H.Name = Name.str();
  H.Key = Name.str();
  H.Null = Name.ends_with("_NULL");
  if (Name == "MPI_COMM_WORLD") {
    H.Ranks.emplace();
    for (unsigned R = 0; R != Shared.Size; ++R)
      H.Ranks->push_back(R);
  } else if (Name == "MPI_COMM_SELF") {
    H.Ranks = std::vector<int>{int(Result.Rank)};
    H.Key += std::to_string(Result.Rank);
  } else if (Name == "MPI_GROUP_EMPTY") {
    H.Ranks.emplace();
  } else if (Kind == HandleKind::Datatype && !H.Null) {
    H.Elements = Signature{Name.str(), 1};
    H.Bytes = H.Extent = bytesOfDatatype(Name);
  }
  It->second = makeHandle(std::move(H));
  return Predefined[Name.str()];
}

uint64_t Executor::nullHandle(HandleKind Kind) {
  static constexpr llvm::StringLiteral Names[] = {"MPI_COMM_NULL", "MPI_DATATYPE_NULL",   "MPI_GROUP_NULL",
                                                  "MPI_OP_NULL",   "MPI_REQUEST_NULL",    "MPI_WIN_NULL",
                                                  "MPI_INFO_NULL", "MPI_ERRHANDLER_NULL", "MPI_MESSAGE_NULL"};
  return predefined(Kind, Names[size_t(Kind)]);
}

std::optional<uint64_t> Executor::handleIn(const Value &V, HandleKind Kind) {
  if (V.isHandle() && handle(V.Id).Kind == Kind)
    return V.Id;
  return std::nullopt;
}

std::optional<int> Executor::rankIn(uint64_t Communicator) {
  const auto &Ranks = handle(Communicator).Ranks;
  if (!Ranks)
    return std::nullopt;
  for (size_t I = 0; I < Ranks->size(); ++I)
    if ((*Ranks)[I] == int(Result.Rank))
      return I;
  return std::nullopt;
}

std::optional<int64_t> Executor::sizeOf(uint64_t Communicator) {
  const auto &Ranks = handle(Communicator).Ranks;
  return Ranks ? std::optional<int64_t>(Ranks->size()) : std::nullopt;
}

std::optional<std::vector<int64_t>> Executor::integersAt(const Value &Where, const Value &Count) {
  if (!Where.isPointer() || !Where.OffsetKnown || !Count.isInteger() || Count.Number < 0 ||
      Count.Number > 4096)
    return std::nullopt;
  std::vector<int64_t> Numbers;
  for (int64_t I = 0; I < Count.Number; ++I) {
    const Value V = load(add(Where, Value::integer(I), 4), Context.IntTy, nullptr);
    if (!V.isInteger())
      return std::nullopt;
    Numbers.push_back(V.Number);
  }
  return Numbers;
}

/// The ranks that end up with this one; all ranks of the parent have to have said where they belong.
std::optional<std::vector<int>> Executor::split(const std::string &Key, const std::vector<int> &Parent,
                                                World::Part Mine, bool &NullResult) {
  auto [It, New] = Shared.Splits.try_emplace(Key, Shared.Size);
  auto &Parts = It->second;
  Mine.Said = true;
  if (!Parts[Result.Rank].Said)
    Shared.Learned = true;
  Parts[Result.Rank] = Mine;
  NullResult = !Mine.In;
  if (!Mine.Known)
    return std::nullopt;
  std::vector<std::pair<int64_t, int>> Members;
  for (int Rank : Parent) {
    const World::Part &P = Parts[Rank];
    if (!P.Said || !P.Known)
      return std::nullopt;
    if (P.In && P.Color == Mine.Color)
      Members.push_back({P.Key, Rank});
  }
  llvm::stable_sort(Members, [](auto &A, auto &B) { return A.first < B.first; });
  std::vector<int> Ranks;
  for (auto &[K, Rank] : Members)
    Ranks.push_back(Rank);
  return Ranks;
}

Value Executor::makeCommunicator(const Event &E, SourceLocation Where) {
  Handle H;
  H.Kind = HandleKind::Communicator;
  H.Made = Result.Events.size() - 1;
  const Handle Parent = E.Communicator ? handle(*E.Communicator) : Handle();
  std::string Base = Parent.Key;
  if (E.Function->Id == MpiId::Comm_create_group) { // of its group alone, in any order with what others make
    Base += ":group";
    if (E.Group && handle(*E.Group).Ranks)
      for (int R : *handle(*E.Group).Ranks)
        Base += " " + std::to_string(R);
  }
  H.Key = Base + "/" + std::to_string(Created[Base]++);
  if (!E.Communicator || !Parent.Ranks) {
    return Value::handle(makeHandle(std::move(H)));
  }
  bool NullResult = false;
  World::Part Mine;
  Mine.In = true;
  switch (E.Function->Id) {
  case MpiId::Comm_dup:
  case MpiId::Comm_idup:
  case MpiId::Comm_dup_with_info:
    H.Ranks = Parent.Ranks;
    H.Dimensions = Parent.Dimensions;
    H.Periods = Parent.Periods;
    return Value::handle(makeHandle(std::move(H)));
  case MpiId::Comm_split: {
    const Value Color = E.argument(MpiParameter::COLOR), Key = E.argument(MpiParameter::KEY);
    Mine.In = !Color.is("MPI_UNDEFINED");
    Mine.Known = Color.isInteger();
    if (const auto Found = Lines.find(Color.Id); Color.isSymbol() && !Color.Number && Found != Lines.end())
      Shared.Lines.insert(Found->second);
    Mine.Color = Color.Number;
    Mine.Key = Key.isInteger() ? Key.Number : 0;
    if (!Key.isInteger())
      Mine.Known = false;
    H.Ranks = split(H.Key, *Parent.Ranks, Mine, NullResult);
    if (Color.isInteger())
      H.Key += ":" + std::to_string(Color.Number);
    break;
  }
  case MpiId::Comm_split_type:
    Mine.In = !E.argument(MpiParameter::COLOR).is("MPI_UNDEFINED");
    H.Ranks = split(H.Key, *Parent.Ranks, Mine, NullResult);
    break;
  case MpiId::Comm_create:
  case MpiId::Comm_create_group: {
    const auto Group = E.Group ? handle(*E.Group).Ranks : std::nullopt;
    if (Group) {
      H.Ranks = Group;
      NullResult = !is_contained(*Group, int(Result.Rank));
    }
    H.PerhapsNull = !Group;
    break;
  }
  case MpiId::Cart_create: {
    const Value N = E.Arguments[1].Content;
    const auto Dimensions = integersAt(E.Arguments[2].Content, N),
               Periods = integersAt(E.Arguments[3].Content, N);
    H.PerhapsNull = !Dimensions;
    if (!Dimensions)
      break;
    int64_t Product = 1;
    for (int64_t D : *Dimensions)
      Product *= std::max<int64_t>(D, 0);
    if (Product < 1 || Product > int64_t(Parent.Ranks->size()))
      break;
    H.Ranks = std::vector<int>(Parent.Ranks->begin(), Parent.Ranks->begin() + Product);
    H.Dimensions = *Dimensions;
    if (Periods)
      H.Periods = *Periods;
    NullResult = !is_contained(*H.Ranks, int(Result.Rank));
    break;
  }
  case MpiId::Cart_sub: {
    const auto Keep = integersAt(E.Arguments[1].Content, Value::integer(Parent.Dimensions.size()));
    const auto Me = rankIn(*E.Communicator);
    if (Parent.Dimensions.empty() || !Keep || !Me)
      break;
    int64_t Rest = *Me;
    for (size_t D = Parent.Dimensions.size(); D-- > 0;) {
      const int64_t At = Rest % Parent.Dimensions[D];
      Rest /= Parent.Dimensions[D];
      if ((*Keep)[D]) {
        H.Dimensions.insert(H.Dimensions.begin(), Parent.Dimensions[D]);
        if (D < Parent.Periods.size())
          H.Periods.insert(H.Periods.begin(), Parent.Periods[D]);
      } else {
        Mine.Color = Mine.Color * 1000 + At + 1;
      }
    }
    Mine.Key = *Me;
    H.Ranks = split(H.Key, *Parent.Ranks, Mine, NullResult);
    H.Key += ":" + std::to_string(Mine.Color);
    break;
  }
  default:
    break;
  }
  if (NullResult)
    return Value::handle(nullHandle(HandleKind::Communicator));
  return Value::handle(makeHandle(std::move(H)));
}

Value Executor::makeGroup(const Event &E) {
  Handle H;
  H.Kind = HandleKind::Group;
  H.Made = Result.Events.size() - 1;
  auto ranksOf = [&](unsigned Argument) -> std::optional<std::vector<int>> {
    const auto Id = handleIn(E.Arguments[Argument].Content, HandleKind::Group);
    return Id ? handle(*Id).Ranks : std::nullopt;
  };
  switch (E.Function->Id) {
  case MpiId::Comm_group:
    if (E.Communicator)
      H.Ranks = handle(*E.Communicator).Ranks;
    break;
  case MpiId::Win_get_group:
    if (E.Window)
      H.Ranks = handle(*E.Window).Ranks;
    break;
  case MpiId::Group_incl:
  case MpiId::Group_excl: {
    const auto Of = ranksOf(0);
    const auto Listed = integersAt(E.Arguments[2].Content, E.Arguments[1].Content);
    if (!Of || !Listed)
      break;
    std::vector<int> Ranks;
    bool Good = true;
    if (E.Function->Id == MpiId::Group_incl) {
      for (int64_t I : *Listed) {
        Good &= I >= 0 && I < int64_t(Of->size());
        if (Good)
          Ranks.push_back((*Of)[I]);
      }
    } else {
      for (size_t I = 0; I < Of->size(); ++I)
        if (!is_contained(*Listed, int64_t(I)))
          Ranks.push_back((*Of)[I]);
    }
    if (Good)
      H.Ranks = Ranks;
    break;
  }
  case MpiId::Group_union:
  case MpiId::Group_intersection:
  case MpiId::Group_difference: {
    const auto A = ranksOf(0), B = ranksOf(1);
    if (!A || !B)
      break;
    std::vector<int> Ranks;
    for (int R : *A)
      if (E.Function->Id == MpiId::Group_union ||
          is_contained(*B, R) == (E.Function->Id == MpiId::Group_intersection))
        Ranks.push_back(R);
    if (E.Function->Id == MpiId::Group_union)
      for (int R : *B)
        if (!is_contained(Ranks, R))
          Ranks.push_back(R);
    H.Ranks = Ranks;
    break;
  }
  default:
    break;
  }
  // An empty result is the predefined empty group, which need not be freed.
  if (H.Ranks && H.Ranks->empty())
    return Value::handle(predefined(HandleKind::Group, "MPI_GROUP_EMPTY"));
  return Value::handle(makeHandle(std::move(H)));
}

Value Executor::makeDatatype(const Event &E) {
  Handle H;
  H.Kind = HandleKind::Datatype;
  H.Made = Result.Events.size() - 1;
  H.Committed = false;
  const auto Old = handleIn(E.argument(MpiParameter::TYPE), HandleKind::Datatype);
  const Value N = E.argument(MpiParameter::COUNT), Each = E.argument(MpiParameter::COUNT, 1);
  auto times = [&](int64_t Factor) {
    if (!Old)
      return;
    if (const auto &Inner = handle(*Old).Elements)
      H.Elements = Signature{Inner->Base, Inner->Count * Factor};
    if (handle(*Old).Bytes)
      H.Bytes = *handle(*Old).Bytes * Factor;
  };
  switch (E.Function->Id) {
  case MpiId::Type_contiguous:
    if (N.isInteger()) {
      times(N.Number);
      if (Old && handle(*Old).Extent)
        H.Extent = *handle(*Old).Extent * N.Number;
    }
    break;
  case MpiId::Type_vector:
    if (N.isInteger() && Each.isInteger()) {
      times(N.Number * Each.Number);
      const Value Stride = E.Arguments[2].Content;
      if (Stride.isInteger() && Stride.Number >= 0 && Old && handle(*Old).Extent && N.Number > 0)
        H.Extent = ((N.Number - 1) * Stride.Number + Each.Number) * *handle(*Old).Extent;
    }
    break;
  case MpiId::Type_create_hvector:
  case MpiId::Type_hvector:
  case MpiId::Type_create_indexed_block:
    if (N.isInteger() && Each.isInteger())
      times(N.Number * Each.Number);
    break;
  case MpiId::Type_indexed:
  case MpiId::Type_create_hindexed:
    if (const auto Lengths = integersAt(E.Arguments[1].Content, N)) {
      int64_t Sum = 0;
      for (int64_t L : *Lengths)
        Sum += L;
      times(Sum);
    }
    break;
  case MpiId::Type_dup:
    times(1);
    if (Old) {
      H.Extent = handle(*Old).Extent;
      H.Committed = handle(*Old).Committed;
    }
    break;
  case MpiId::Type_create_resized:
    times(1);
    if (E.Arguments[2].Content.isInteger())
      H.Extent = E.Arguments[2].Content.Number;
    break;
  default:
    break;
  }
  return Value::handle(makeHandle(std::move(H)));
}

} // namespace njmpi::execution
