// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plan/loops.h"
#include "plan/uses.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallSet.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

bool sameSubscripts(const Access &A, const Access &B) {
  return A.Subscripts.size() == B.Subscripts.size() && all_of(zip(A.Subscripts, B.Subscripts), [](auto Pair) {
           auto [S, T] = Pair;
           return S.movesLike(T) && S.minus(T) == 0;
         });
}

/// For ordinary arrays, also the same number of elements from the same place in memory.
bool sameElements(const Access &A, const Access &B) {
  return A.Count == B.Count && all_of(zip(A.Subscripts, B.Subscripts), [](auto Pair) {
           auto [S, T] = Pair;
           return S.Scale.Key == T.Scale.Key && S.Scale.Coefficient == T.Scale.Coefficient &&
                  S.Dimension == T.Dimension;
         });
}

bool same(const Access &A, const Access &B) { return A.Array == B.Array && sameSubscripts(A, B); }

class Planner {
  const Loop &L;
  LoopPlan P;
  std::vector<Access> Anchors; ///< what decides who runs what
  StringSet<> Taken{"loop", "site", "box", "range", "row", "index"};

public:
  explicit Planner(const Loop &L) : L(L) {}

  LoopPlan run() {
    P.Nest = &L;
    P.Pipelined = L.Mark && L.Mark->Pipeline && any_of(L.Dependences, [&](const Dependence &D) {
                    return D.Kind == DependenceKind::Flow && isField(L.Accesses[D.From]);
                  });
    P.Guarded = L.Statements.size() > 1;
    for (unsigned I = 0; I < L.Accesses.size(); ++I)
      P.Accesses.push_back(
          {I, Reach::Local, -1, L.Accesses[I].InFunction || isConditional(L.Body, L.Accesses[I].Where)});
    owners();
    // A wavefront moves all of the body at once; that the fields are distributed alike is seen at run time.
    if (P.Pipelined && all_of(Anchors, [&](const Access &A) { return sameSubscripts(A, Anchors.front()); }))
      P.Guarded = false;
    reads();
    levels();
    order();
    apart();
    repeats();
    names();
    watch();
    return std::move(P);
  }

private:
  bool isField(const Access &A) const { return L.Arrays[A.Array].Kind == ArrayKind::Field; }

  /// It moves with a loop of the body.
  bool isInner(const Subscript &S) const { return S.Level >= static_cast<int>(L.Levels.size()); }

  void owners() {
    for (AccessPlan &A : P.Accesses) {
      const Access &At = L.Accesses[A.Access];
      if (!At.Write)
        continue;
      A.How = isField(At) ? Reach::Write : Reach::Gather;
      if (A.How == Reach::Write)
        Anchors.push_back(At);
    }
    if (Anchors.empty())
      if (std::optional<unsigned> Best = widestRead()) {
        Access Home = L.Accesses[*Best];
        for (Subscript &S : Home.Subscripts)
          if (isInner(S)) {
            S = Subscript();
            P.Home = Home;
          }
        if (P.Home)
          P.Home = Home;
        else
          P.Accesses[*Best].How = Reach::Owner;
        Anchors.push_back(Home);
      }
  }

  /// The read that moves with most levels, and is moved least: that leaves least to fetch.
  std::optional<unsigned> widestRead() const {
    std::optional<unsigned> Best;
    std::pair<unsigned, int64_t> BestRank;
    for (unsigned I = 0; I < L.Accesses.size(); ++I) {
      const Access &A = L.Accesses[I];
      if (!isField(A) || A.Subscripts.empty())
        continue;
      std::pair<unsigned, int64_t> Rank{0, 0};
      SmallSet<int, 4> Levels;
      for (const Subscript &S : A.Subscripts) {
        if (isInner(S))
          Rank.second -= 100000;
        else if (S.Level >= 0)
          Levels.insert(S.Level);
        Rank.second -=
            std::abs(S.Constant) + static_cast<int64_t>(S.Terms.size()) * 1000 + (S.Factor == 1 ? 0 : 1000);
      }
      Rank.first = Levels.size();
      if (!Best || Rank > BestRank) {
        Best = I;
        BestRank = Rank;
      }
    }
    return Best;
  }

  void reads() {
    int Copies = 0, Indirects = 0;
    for (AccessPlan &A : P.Accesses) {
      const Access &At = L.Accesses[A.Access];
      if (A.How != Reach::Local || !isField(At) || !At.Read)
        continue;
      A.How = At.Indirect.empty() ? reach(At) : Reach::Indirect;
      if (A.How != Reach::Copy && A.How != Reach::Indirect)
        continue;
      for (const AccessPlan &Before : P.Accesses)
        if (Before.Access < A.Access && Before.How == A.How && A.How == Reach::Copy &&
            together(L.Accesses[Before.Access], At))
          A.Number = Before.Number;
      if (A.Number < 0)
        A.Number = A.How == Reach::Copy ? Copies++ : Indirects++;
    }
  }

  /// One element, for one statement.
  bool together(const Access &A, const Access &B) const {
    return same(A, B) && (!P.Guarded || A.Statement == B.Statement);
  }

  /// Which writes the reads never meet.
  void apart() {
    std::map<int, std::vector<unsigned>> Writes; // by statement
    for (unsigned I = 0; I < L.Accesses.size(); ++I)
      if (L.Accesses[I].Write && isField(L.Accesses[I]))
        Writes[L.Accesses[I].Statement].push_back(I);
    for (AccessPlan &A : P.Accesses) {
      if (A.How != Reach::Halo && A.How != Reach::Copy)
        continue;
      const auto &Never = L.Accesses[A.Access].NeverMet;
      A.NeverWritten = !Writes.empty();
      for (const auto &[Statement, All] : Writes)
        if (!all_of(All, [&](unsigned W) { return is_contained(Never, W); }))
          A.NeverWritten = false;
        else if (Statement >= 0)
          A.Apart.push_back(Statement);
    }
  }

  /// What is said once for several accesses. One copy serves all that read it: it may leave the array where
  /// each of them may, and is apart from what each of them is apart from.
  void repeats() {
    for (AccessPlan &A : P.Accesses)
      for (AccessPlan &First : P.Accesses) {
        if (First.Access >= A.Access)
          break;
        if (A.How != Reach::Copy || First.How != Reach::Copy || First.Number != A.Number)
          continue;
        A.Repeats = true;
        First.Conditional &= A.Conditional;
        First.NeverWritten &= A.NeverWritten;
        erase_if(First.Apart, [&](int Statement) { return !is_contained(A.Apart, Statement); });
        break;
      }
    for (AccessPlan &A : P.Accesses)
      A.Repeats |= A.How != Reach::Copy && A.How != Reach::Indirect &&
                   any_of(P.Accesses, [&](const AccessPlan &First) {
                     const Access &Is = L.Accesses[A.Access], &Was = L.Accesses[First.Access];
                     return First.Access < A.Access && First.How == A.How && together(Was, Is) &&
                            sameElements(Was, Is) && First.Conditional == A.Conditional &&
                            First.NeverWritten == A.NeverWritten && First.Apart == A.Apart;
                   });
  }

  Reach reach(const Access &Read) const {
    bool Near = false, Here = false;
    for (const Access &Anchor : Anchors) {
      if (Read.Statement >= 0 && Anchor.Statement >= 0 && Read.Statement != Anchor.Statement)
        continue;
      if (Anchor.Subscripts.size() != Read.Subscripts.size())
        return Reach::Copy;
      for (auto [R, W] : zip(Read.Subscripts, Anchor.Subscripts))
        if (!R.movesLike(W))
          return Reach::Copy;
      Near = true;
      Here |= same(Read, Anchor);
    }
    // What one statement writes is where it runs; with several, another one may run elsewhere.
    return Here && Anchors.size() == 1 ? Reach::Local : Near ? Reach::Halo : Reach::Copy;
  }

  /// How deep the runtime looks. An index that outlives the loop gets its last value from the runtime, which
  /// has to know its level.
  void levels() {
    for (unsigned I = 0; I < L.Levels.size(); ++I)
      if (!L.Levels[I].Declared)
        P.Levels = I + 1;
    // The place of a minimum is told by all indices.
    if (any_of(L.Reductions, [](const Reduction &R) { return !R.Located.empty(); }))
      P.Levels = L.Levels.size();
    for (const AccessPlan &A : P.Accesses) {
      if (!isField(L.Accesses[A.Access]) && A.How != Reach::Gather)
        continue;
      for (const Subscript &S : L.Accesses[A.Access].Subscripts)
        if (S.Level < static_cast<int>(L.Levels.size()))
          P.Levels = std::max(P.Levels, static_cast<unsigned>(S.Level + 1));
        else if (!is_contained(P.Inner, S.Level))
          P.Inner.push_back(S.Level);
    }
  }

  void order() {
    for (const Dependence &D : L.Dependences)
      if (!P.Pipelined && D.Kind != DependenceKind::Flow && isField(L.Accesses[D.From]))
        P.InOrder = &D;
  }

  std::string unique(StringRef Wish) {
    std::string Name = Wish.str();
    for (int I = 1; !Taken.insert(Name).second; ++I)
      Name = (Wish + "_" + Twine(I)).str();
    return Name;
  }

  void names() {
    for (unsigned I = 0; I < L.Arrays.size(); ++I) {
      const Array &A = L.Arrays[I];
      ArrayPlan Plan;
      const bool Named = !namedPlainly(A.Base).empty();
      Plan.Name = unique(lastName(A.Base));
      // Accesses that spell the base otherwise get it replaced; what else names the variable must not meet
      // the view.
      Plan.Shadowed =
          A.Kind == ArrayKind::Field && Named && A.Base->getExprLoc().isValid() && onlyAccessed(L, I);
      P.Arrays.push_back(std::move(Plan));
    }
    for (const Reduction &R : L.Reductions) {
      ReductionPlan Plan;
      Plan.Name = unique(R.Variable ? R.Variable->getName() : lastName(R.Target));
      // A lambda that was made outside the loop has a reference to the variable itself.
      Plan.Shadowed = R.Variable && R.Variable->hasLocalStorage() &&
                      !R.Variable->getType()->isReferenceType() &&
                      all_of(R.Updates, [&](const Stmt *Update) { return encloses(L.Body, Update); });
      Plan.ByRow = R.Located.empty() && (R.Kind == ReductionKind::Min || R.Kind == ReductionKind::Max) &&
                   (R.Type->isRealFloatingType() || L.IsInstance);
      P.Reductions.push_back(std::move(Plan));
    }
  }

  /// Whether two arrays of the nest may be one memory, so that the program has to look.
  bool mayMeet(unsigned I, unsigned J) const {
    const Array &A = L.Arrays[I], &B = L.Arrays[J];
    if (A.Kind != B.Kind || (!A.Written && !B.Written) || A.Holder || B.Holder)
      return false;
    if (A.Kind == ArrayKind::Replicated)
      return !A.IsHidden && !B.IsHidden && !(A.IsObject && B.IsObject);
    // In a template another instantiation may have two fields of one type here.
    const bool AreAlike = A.Element.getCanonicalType().getUnqualifiedType() ==
                              B.Element.getCanonicalType().getUnqualifiedType() &&
                          A.Dimensions == B.Dimensions;
    if ((!AreAlike && !L.IsInstance) || (isObject(A) && isObject(B)))
      return false;
    // One field under two names does no harm where all accesses are of the same element.
    return !areOneElement(I, J);
  }

  /// Whether all that is written of one of two arrays is the element that is named of the other.
  bool areOneElement(unsigned I, unsigned J) const {
    for (const Access &W : L.Accesses)
      if (W.Write && (W.Array == I || W.Array == J))
        for (const Access &R : L.Accesses)
          if (R.Array != W.Array && (R.Array == I || R.Array == J)) {
            Access Renamed = R;
            Renamed.Array = W.Array;
            if (!R.Indirect.empty() || R.Unknown || !same(Renamed, W))
              return false;
          }
    return true;
  }

  /// Elements that may begin in another array.
  static bool isPointer(const Array &A) {
    QualType T = A.Base->getType().getNonReferenceType();
    return T->isPointerType() || isViewClass(T);
  }

  static bool isObject(const Array &A) { return A.Variable && !A.Variable->getType()->isReferenceType(); }

  void watch() {
    // One array under two names does no harm where all accesses are of the same element.
    auto IsHarmless = [&](const Overlap &O) {
      if (O.A.K != Overlap::Side::Array || O.B.K != Overlap::Side::Other || !L.Others[O.B.Number].Held)
        return false;
      const unsigned I = O.A.Number, J = *L.Others[O.B.Number].Held;
      return !isPointer(L.Arrays[I]) && !isPointer(L.Arrays[J]) && areOneElement(I, J);
    };
    copy_if(L.Overlaps, std::back_inserter(P.Overlaps), [&](const Overlap &O) { return !IsHarmless(O); });
    for (unsigned I = 0; I < L.Arrays.size(); ++I)
      for (unsigned J = 0; J < I; ++J)
        if (mayMeet(I, J))
          P.Overlaps.push_back({{Overlap::Side::Array, J}, {Overlap::Side::Array, I}});
  }
};

} // namespace

LoopPlan planLoop(const Loop &L) { return Planner(L).run(); }

} // namespace njmpi
