// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A plan in words: the remark that a user reads, and the whole of it for tests.
#include "plan/loops.h"
#include "llvm/ADT/SmallSet.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

std::string counted(size_t N, StringRef Thing) {
  return (Twine(N) + " " + Thing + (N == 1 ? "" : "s")).str();
}

StringRef nameOf(ReductionKind Kind) {
  switch (Kind) {
  case ReductionKind::Sum:
    return "sum";
  case ReductionKind::Product:
    return "product";
  case ReductionKind::Min:
    return "min";
  case ReductionKind::Max:
    return "max";
  case ReductionKind::BitAnd:
    return "bit and";
  case ReductionKind::BitOr:
    return "bit or";
  case ReductionKind::BitXor:
    return "bit xor";
  case ReductionKind::LogicalAnd:
    return "and";
  case ReductionKind::LogicalOr:
    return "or";
  }
  llvm_unreachable("all kinds are named");
}

StringRef nameOf(Reach How) {
  switch (How) {
  case Reach::Local:
    return "local";
  case Reach::Write:
    return "write";
  case Reach::Owner:
    return "owner";
  case Reach::Halo:
    return "halo";
  case Reach::Copy:
    return "copy";
  case Reach::Indirect:
    return "indirect";
  case Reach::Gather:
    return "gather";
  }
  llvm_unreachable("all ways are named");
}

/// The halo of one field: how far it reaches below and above by dimension, and towards which neighbours.
struct Halo {
  std::vector<std::pair<int64_t, int64_t>> Widths;
  std::set<std::vector<int>> Directions; ///< per neighbour the sign by dimension
  bool Known = true;

  bool corners() const {
    return any_of(Directions,
                  [](const std::vector<int> &D) { return count_if(D, [](int S) { return S != 0; }) > 1; });
  }
  bool empty() const { return Directions.empty() && Known; }
};

class Description {
  const LoopPlan &P;
  const Loop &L;

public:
  explicit Description(const LoopPlan &P) : P(P), L(*P.Nest) {}

  std::string run() {
    std::vector<std::string> Parts{distribution()};
    std::set<std::vector<int>> Neighbours;
    bool Known = true, Fetches = false;
    auto Add = [&](const Halo &H) {
      Neighbours.insert(H.Directions.begin(), H.Directions.end());
      Known &= H.Known;
      Fetches |= !H.empty();
    };
    for (unsigned I = 0; I < L.Arrays.size(); ++I) {
      const Halo H = haloOf(I);
      auto Carried = find_if(P.CarriedBy, [&](const auto &By) { return By.first == I; });
      if (!H.empty())
        Parts.push_back(text(I, H) + (Carried == P.CarriedBy.end() ? "" : with(*Carried->second)));
      if (Carried == P.CarriedBy.end())
        Add(H);
    }
    for (const CarriedLoop &C : P.Carries)
      for (unsigned Array : C.Arrays) {
        const Halo H = Description(*C.Later).haloOf(Array);
        Parts.push_back("the halo of '" + C.Later->Arrays[Array].Name + "' for the loop on line " +
                        std::to_string(C.Later->Line));
        Add(H);
      }
    unsigned Copies = 0, Lists = 0, Gathers = 0;
    for (const AccessPlan &A : P.Accesses) {
      const std::string Name = P.Arrays[L.Accesses[A.Access].Array].Name;
      if (A.How == Reach::Copy && A.Number >= static_cast<int>(Copies)) {
        ++Copies;
        Parts.push_back("a redistributed copy of '" + Name + "'");
      } else if (A.How == Reach::Indirect) {
        ++Lists;
        Parts.push_back("the elements of '" + Name + "' that its index array names");
      } else if (A.How == Reach::Gather && !Gathers++) {
        Parts.push_back("'" + Name + "' gathered on every rank");
      }
    }
    std::vector<std::string> Combined;
    for (auto [R, Plan] : zip(L.Reductions, P.Reductions))
      Combined.push_back("'" + Plan.Name + "' (" + nameOf(R.Kind).str() +
                         (R.Located.empty() ? "" : " with its place") + ")");
    if (!Combined.empty())
      Parts.push_back((Combined.size() == 1 ? "reduction of " : "reductions of ") + join(Combined, ", ") +
                      (P.CombinedWith        ? ", combined" + with(*P.CombinedWith)
                       : P.Postponed.empty() ? ""
                                             : ", combined with those of the loops before"));
    Parts.push_back(messages(Neighbours.size(), Known, Copies + Lists, !Combined.empty() && !P.CombinedWith,
                             Gathers != 0));
    if (P.Pipelined)
      Parts.push_back("pipelined");
    else if (P.InOrder)
      Parts.push_back("not overlapped: '" + P.Arrays[L.Accesses[P.InOrder->From].Array].Name +
                      "' is read before a later iteration writes it");
    else if (Fetches || Copies + Lists)
      Parts.push_back("overlapped with the interior");
    return join(Parts, "; ");
  }

  Halo haloOf(unsigned Array) const {
    Halo H;
    for (const AccessPlan &Plan : P.Accesses) {
      const Access &A = L.Accesses[Plan.Access];
      if (A.Array != Array || Plan.How != Reach::Halo)
        continue;
      H.Widths.resize(A.Subscripts.size());
      const Access *Anchor = anchorOf(A);
      std::vector<int> Direction(A.Subscripts.size());
      for (size_t D = 0; D < A.Subscripts.size(); ++D) {
        std::optional<int64_t> Distance =
            Anchor ? A.Subscripts[D].minus(Anchor->Subscripts[D]) : std::nullopt;
        if (!Distance) {
          H.Known = false;
          continue;
        }
        auto &[Below, Above] = H.Widths[D];
        Below = std::max(Below, -*Distance);
        Above = std::max(Above, *Distance);
        Direction[D] = *Distance < 0 ? -1 : *Distance > 0;
      }
      addDirections(H, Direction);
    }
    return H;
  }

private:
  static std::string with(const LoopPlan &Other) {
    return " with those of the loop on line " + std::to_string(Other.Line);
  }

  std::string distribution() const {
    SmallSet<int, 4> Cut;
    std::vector<const Access *> Deciding;
    if (P.Home)
      Deciding.push_back(&*P.Home);
    for (const AccessPlan &A : P.Accesses)
      if (A.How == Reach::Write || A.How == Reach::Owner)
        Deciding.push_back(&L.Accesses[A.Access]);
    for (const Access *A : Deciding)
      for (const Subscript &S : A->Subscripts)
        if (S.Level >= 0)
          Cut.insert(S.Level);
    std::vector<std::string> Names;
    for (unsigned I = 0; I < L.Levels.size(); ++I)
      if (Cut.contains(static_cast<int>(I)))
        Names.push_back(("'" + L.Levels[I].Index->getName() + "'").str());
    if (Deciding.empty())
      return ("distributed in blocks of '" + L.Levels[0].Index->getName() + "'").str();
    if (Names.empty())
      return "runs where its elements live";
    return "distributed in " + counted(Names.size(), "dimension") + " (" + join(Names, ", ") + ")";
  }

  /// A read towards a corner reaches the two sides, too.
  static void addDirections(Halo &H, const std::vector<int> &Direction) {
    const unsigned N = Direction.size();
    for (unsigned Kept = 1; Kept < (1u << N); ++Kept) {
      std::vector<int> Part(N);
      bool Any = false;
      for (unsigned D = 0; D < N; ++D)
        if (Kept >> D & 1) {
          Part[D] = Direction[D];
          Any |= Part[D] != 0;
        }
      if (Any)
        H.Directions.insert(Part);
    }
  }

  const Access *anchorOf(const Access &Read) const {
    for (const AccessPlan &A : P.Accesses)
      if (A.How == Reach::Write || A.How == Reach::Owner) {
        const Access &Anchor = L.Accesses[A.Access];
        if (Read.Statement < 0 || Anchor.Statement < 0 || Read.Statement == Anchor.Statement)
          return &Anchor;
      }
    return P.Home ? &*P.Home : nullptr;
  }

  std::string text(unsigned Array, const Halo &H) const {
    std::vector<std::string> Sides;
    for (auto [Below, Above] : H.Widths)
      Sides.push_back(Below == Above ? std::to_string(Below)
                                     : std::to_string(Below) + "/" + std::to_string(Above));
    std::string Text = "halo of '" + P.Arrays[Array].Name + "': ";
    Text += H.Known ? join(Sides, " x ") : "as wide as the offsets say";
    if (H.corners())
      Text += " with corners";
    return Text;
  }

  static std::string messages(size_t Neighbours, bool Known, unsigned Others, bool Reduces, bool Gathers) {
    std::vector<std::string> Parts;
    if (Neighbours && Known)
      Parts.push_back("at most " + counted(Neighbours, "message") + " sent per rank and pass");
    else if (Neighbours || !Known || Others)
      Parts.push_back("one message per neighbour and pass");
    if (Reduces)
      Parts.push_back("one allreduce");
    if (Gathers)
      Parts.push_back("one allgather");
    return Parts.empty() ? "no messages" : join(Parts, ", ");
  }
};

} // namespace

bool hasHalo(const LoopPlan &P, unsigned Array) { return !Description(P).haloOf(Array).empty(); }

std::string describe(const LoopPlan &P) { return Description(P).run(); }

std::string print(const LoopPlan &P) {
  const Loop &L = *P.Nest;
  std::string Text = "levels " + std::to_string(P.Levels);
  Text += P.Pipelined ? " pipelined" : P.InOrder ? " in_order" : " overlapped";
  Text += P.Guarded ? " guarded\n" : "\n";
  for (const AccessPlan &A : P.Accesses) {
    Text += nameOf(A.How).str() + " " + P.Arrays[L.Accesses[A.Access].Array].Name;
    for (const Subscript &S : L.Accesses[A.Access].Subscripts)
      Text +=
          " " + std::to_string(S.Factor) + "*" + std::to_string(S.Level) + "+" + std::to_string(S.Constant);
    Text += A.Number >= 0 ? " number " + std::to_string(A.Number) + "\n" : "\n";
  }
  for (auto [R, Plan] : zip(L.Reductions, P.Reductions))
    Text += "reduce " + Plan.Name + " " + nameOf(R.Kind).str() + (Plan.Shadowed ? " shadowed" : "") +
            (Plan.ByRow ? " by row\n" : "\n");
  for (const Overlap &O : P.Overlaps)
    if (O.B.K == Overlap::Side::Array)
      Text += "apart " + P.Arrays[O.A.Number].Name + " " + P.Arrays[O.B.Number].Name + "\n";
  return Text;
}

} // namespace njmpi
