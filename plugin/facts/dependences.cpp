// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Accesses of one array that meet in one element.
#include "facts/loop_reader.h"
#include "llvm/ADT/Sequence.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

void NestReader::resolveArrays() {
  alignScales();
  for (auto [I, A] : enumerate(L.Arrays))
    if (A.Kind == ArrayKind::Replicated && A.Written)
      splitParts(I);
  for (unsigned A = 0; A != L.Accesses.size(); ++A)
    if (L.Accesses[A].Write)
      checkWrite(A);
  checkHidden();
  checkIndices();
  checkExpanded();
  if (!L.Problems.empty() && any_of(L.Problems, [](const LoopProblem &P) { return P.Tag == "loop-access"; }))
    return; // what is not understood depends on anything
  for (unsigned A = 0; A != L.Accesses.size(); ++A)
    for (unsigned B = 0; L.Accesses[A].Write && B != L.Accesses.size(); ++B)
      if (A != B && L.Accesses[A].Array == L.Accesses[B].Array &&
          (!L.Accesses[B].Write || A < B || L.Accesses[B].Read))
        compare(A, B);
  for (unsigned A = 0; A != L.Accesses.size(); ++A)
    if (!L.Accesses[A].Write)
      separate(A);
  checkPipeline();
}

/// A wavefront needs to know where its blocks end.
void NestReader::checkPipeline() {
  if (none_of(L.Dependences, [](const Dependence &D) { return D.Kind == DependenceKind::Flow; }))
    return;
  for (const Level &Each : L.Levels)
    if (!Each.Invariant) {
      auto P = polynomial(Each.First);
      const Expr *E = P && P->isInvariant() ? Each.Bound : Each.First;
      problem("loop-form", E,
              quoted(E) + " depends on an outer index; a pipelined loop needs bounds that stay the same");
      return;
    }
  if (auto [First, Second] = twoWritten(); L.Mark->Pipeline && First) {
    auto &Problem =
        problem("loop-dependence", Second->Where,
                quoted(Second->Where) + " and " + quoted(First->Where) +
                    " are written by one iteration; a pipelined loop runs each where the one element "
                    "that it writes lives");
    Problem.Notes.push_back({First->Where->getExprLoc(), quoted(First->Where) + " is written here"});
  }
}

/// Two elements of one field that an iteration writes.
std::pair<const Access *, const Access *> NestReader::twoWritten() const {
  for (const Access &A : L.Accesses)
    for (const Access &B : L.Accesses)
      if (A.Write && B.Write && &A < &B && A.Array == B.Array && L.Arrays[A.Array].Kind == ArrayKind::Field &&
          !A.Subscripts.empty() && !B.Subscripts.empty() && !sameElement(A, B))
        return {&A, &B};
  return {nullptr, nullptr};
}

/// Indices that change while they are used.
void NestReader::checkIndices() {
  for (const Access &A : L.Accesses) {
    if (A.Indirect.empty())
      continue;
    for (const Access &R : L.Accesses) {
      if (!L.Arrays[R.Array].Written || R.Write || L.Arrays[R.Array].Kind == ArrayKind::Field)
        continue;
      const SourceRange Where = R.Where->getSourceRange();
      bool Used = any_of(A.Indirect, [&](const Expr *S) { return S->getSourceRange().fullyContains(Where); });
      for (const Stmt *St : A.Chain) {
        if (auto *If = dyn_cast<IfStmt>(St))
          Used |= If->getCond()->getSourceRange().fullyContains(Where);
        else if (auto *For = dyn_cast<ForStmt>(St))
          Used |= SourceRange(For->getLParenLoc(), For->getRParenLoc()).fullyContains(Where);
        else
          Used |= !isa<CXXForRangeStmt>(St) && St->getSourceRange().fullyContains(Where);
      }
      if (!Used)
        continue;
      problem("loop-access", A.Where,
              "which elements of " + quoted(A.Base) + " are read depends on " + quoted(R.Where) +
                  ", which is written in the loop");
      break;
    }
  }
}

/// Reads that name no element, of arrays that are written.
void NestReader::checkHidden() {
  for (const Array &A : L.Arrays) {
    if (!A.Written)
      continue;
    const Access *Write =
        &*find_if(L.Accesses, [&](const Access &Each) { return Each.Write && &L.Arrays[Each.Array] == &A; });
    for (const WholeUse &W : WholeReads) {
      // What an object points to may be read with it.
      const StringRef Whole = StringRef(W.Key).ltrim('*');
      auto IsRead = [&](StringRef Key) {
        Key = Key.ltrim('*');
        return Key == Whole ||
               (Key.starts_with(Whole) && (Key[Whole.size()] == '.' || Key[Whole.size()] == '[')) ||
               (Whole.starts_with(Key) && Whole[Key.size()] == '.'); // of p[i].x, `p->x`
      };
      if (!IsRead(A.Key) && none_of(A.Within, IsRead))
        continue;
      auto &Problem = problem("loop-dependence", W.E,
                              "cannot tell which elements of " + quoted(A.Base) +
                                  ", which is written in the loop, are read by " + quoted(W.E));
      Problem.Notes.push_back({Write->Where->getExprLoc(), quoted(Write->Where) + " is written here"});
      break;
    }
    for (const UnknownRead &U : UnknownReads) {
      if (A.Kind == ArrayKind::Field ||
          !Context.hasSameUnqualifiedType(U.Element.getNonReferenceType(), A.Element))
        continue;
      auto &Problem = problem("loop-dependence", U.E,
                              "cannot tell whether " + quoted(U.E) + " is an element of " + quoted(A.Base) +
                                  ", which is written in the loop");
      Problem.Notes.push_back({Write->Where->getExprLoc(), quoted(Write->Where) + " is written here"});
      break;
    }
    for (const Access &Other : L.Accesses)
      if (const Array &Of = L.Arrays[Other.Array];
          is_contained(A.Within, Of.Key) || is_contained(Of.Within, A.Key)) {
        auto &Problem = problem("loop-dependence", Other.Where,
                                "cannot tell whether " + quoted(Other.Where) + " is an element of " +
                                    quoted(A.Base) + ", which is written in the loop");
        Problem.Notes.push_back({Write->Where->getExprLoc(), quoted(Write->Where) + " is written here"});
        break;
      }
    for (const Access &Read : L.Accesses)
      if (Read.Unknown && &L.Arrays[Read.Array] == &A && !Read.Write) {
        auto &Problem = problem("loop-dependence", Read.Where,
                                "cannot tell which element of " + quoted(A.Base) +
                                    ", which is written in the loop, " + quoted(Read.Where) + " reads");
        Problem.Notes.push_back({Write->Where->getExprLoc(), quoted(Write->Where) + " is written here"});
        break;
      } else if (!Read.Indirect.empty() && &L.Arrays[Read.Array] == &A) {
        auto &Problem = problem("loop-dependence", Read.Where,
                                "cannot tell which element " + quoted(Read.Where) +
                                    " reads of a field that is written in the loop");
        Problem.Notes.push_back({Write->Where->getExprLoc(), quoted(Write->Where) + " is written here"});
        break;
      }
  }
}

void NestReader::cannotTell(unsigned Write, unsigned Other) {
  const Access &A = L.Accesses[Write], &B = L.Accesses[Other];
  auto &Problem = problem("loop-dependence", B.Where,
                          "cannot tell whether " + quoted(B.Where) + " and " + quoted(A.Where) +
                              ", which is written, are one element in different iterations");
  Problem.Notes.push_back({A.Where->getExprLoc(), quoted(A.Where) + " is written here"});
}

/// Compares a write with another access of the array.
/// Two members of an element.
bool NestReader::areApart(StringRef X, StringRef Y) {
  auto Continues = [](StringRef X, StringRef Y) {
    return X.starts_with(Y) && (X.size() == Y.size() || X[Y.size()] == '.');
  };
  return !Continues(X, Y) && !Continues(Y, X);
}

/// Whether loops of the body write along this dimension of the field, so that it lies on one rank.
bool NestReader::isWalked(unsigned Array, size_t Dimension) const {
  return any_of(L.Accesses, [&](const Access &A) {
    return A.Write && A.Array == Array && Dimension < A.Subscripts.size() &&
           A.Subscripts[Dimension].Level >= int(L.Levels.size());
  });
}

void NestReader::compare(unsigned Write, unsigned Other) {
  const Access &A = L.Accesses[Write], &B = L.Accesses[Other];
  // In iterations, and in values of the indices.
  std::vector<std::optional<int64_t>> Distance(L.Levels.size()), Values(L.Levels.size());
  bool Same = true, Ambiguous = false, Mixed = false;
  if (A.Subscripts.empty() || B.Subscripts.empty())
    return;
  if (areApart(A.Member, B.Member))
    return;
  // What does not move, of a linear subscript, may be missing in one of the two.
  static const Subscript Zero;
  std::vector<std::pair<const Subscript *, const Subscript *>> Pairs;
  const bool Field = L.Arrays[A.Array].Kind == ArrayKind::Field;
  auto StaysInBody = [&](const Subscript &S) { return S.Level < 0 || S.Level >= int(L.Levels.size()); };
  if (Field) {
    for (size_t D = 0; D != A.Subscripts.size() && D != B.Subscripts.size(); ++D)
      if (!isWalked(A.Array, D)) {
        Pairs.push_back({&A.Subscripts[D], &B.Subscripts[D]});
      } else { // one rank has all of this dimension, and runs the body in order
        Same = false;
        Mixed |= !StaysInBody(A.Subscripts[D]) || !StaysInBody(B.Subscripts[D]);
      }
  } else {
    auto Fits = [](const Subscript &X, const Subscript &Y) {
      return X.Scale.Key == Y.Scale.Key && X.Scale.Coefficient == Y.Scale.Coefficient &&
             X.Dimension == Y.Dimension;
    };
    // What is named as a whole is compared as a whole.
    const int64_t Whole = std::max(A.Count, B.Count);
    auto IsInside = [&](const Subscript &S) {
      return Whole > 1 && S.Scale.isNumber() && S.Dimension < 0 && S.Scale.Coefficient < Whole;
    };
    std::vector<bool> Used(B.Subscripts.size());
    for (size_t I = 0; I != B.Subscripts.size(); ++I)
      Used[I] = IsInside(B.Subscripts[I]);
    for (const Subscript &X : A.Subscripts) {
      const Subscript *Found = nullptr;
      if (IsInside(X))
        continue;
      for (size_t I = 0; I != B.Subscripts.size() && !Found; ++I)
        if (!Used[I] && Fits(X, B.Subscripts[I])) {
          Used[I] = true;
          Found = &B.Subscripts[I];
        }
      if (!Found && X.Level >= 0)
        Mixed = true;
      Pairs.push_back({&X, Found ? Found : &Zero});
    }
    for (size_t I = 0; I != B.Subscripts.size(); ++I)
      if (!Used[I]) {
        Mixed |= B.Subscripts[I].Level >= 0;
        Pairs.push_back({&Zero, &B.Subscripts[I]});
      }
    if (Mixed || !isNested(Write) || !isNested(Other))
      return cannotTell(Write, Other);
  }
  // What moves with loops of the body alone moves inside an iteration, which one rank runs in order.
  auto StaysInside = [&](const Subscript &S) { return !Field && StaysInBody(S); };
  for (auto [X, Y] : Pairs) {
    if (!X->movesLike(*Y)) {
      if (isApart(*X, *Y) || isApart(*Y, *X) || isExcluded(Other, *X, *Y) || isExcluded(Write, *Y, *X))
        return;
      Same = false;
      Mixed |= !StaysInside(*X) || !StaysInside(*Y);
      continue;
    }
    auto D = X->minus(*Y);
    if (!D) {
      Same = false;
      if (X->Level < 0)
        Ambiguous = true;
      else
        Mixed |= !StaysInside(*X);
      continue;
    }
    if (*D != 0)
      Same = false;
    if (X->Level < 0) {
      if (*D != 0)
        return;
      continue;
    }
    if (*D % X->Factor != 0)
      return;
    int64_t Iterations = *D / X->Factor;
    if (X->Level >= int(L.Levels.size()))
      continue;
    const Level &Of = L.level(X->Level);
    auto &Between = Values[X->Level];
    if (Between && *Between != Iterations)
      return;
    Between = Iterations;
    if (!Of.Stride || !Of.Invariant) {
      // Where it starts elsewhere in another row, steps say nothing; the direction is what counts.
      Iterations = Of.Descending ? -Iterations : Iterations;
    } else {
      if (Iterations % *Of.Stride != 0)
        return;
      Iterations /= *Of.Stride;
    }
    auto &Known = Distance[X->Level];
    if (Known && *Known != Iterations)
      return;
    Known = Iterations;
  }
  if (Same || neverMeet(Write, Other, Values))
    return; // one element: one owner, in serial order
  const bool OneIteration = all_of(Distance, [](auto D) { return D == 0; });
  if (Field && (Mixed || Ambiguous) && !B.Read && (L.Levels.size() == 1 || (!Mixed && OneIteration))) {
    // Two writes: the owner runs both, and all iterations of its own in serial order.
    if (!OneIteration)
      for (auto [From, To] : {std::pair(Write, Other), std::pair(Other, Write)})
        L.Dependences.push_back({DependenceKind::Output, From, To, {std::nullopt}});
    return;
  }
  if (Mixed || (Ambiguous && !OneIteration))
    return cannotTell(Write, Other);
  if (Ambiguous) {
    // In one iteration. What is read before the write is the old value, wherever it lives; what is read where
    // it was written itself is read by the owner, who made the other write, too, if it is the same element.
    // Whether a field is read after a write on another rank is seen at run time.
    bool AtOwner = false;
    for (unsigned W = 0; W != Other; ++W)
      AtOwner |= W != Write && L.Accesses[W].Write && L.Accesses[W].Array == B.Array &&
                 sameElement(L.Accesses[W], B);
    if (Other > Write && !Field && !AtOwner)
      cannotTell(Write, Other);
    return;
  }
  conflict(Write, Other, Distance);
}

void NestReader::conflict(unsigned Write, unsigned Other,
                          const std::vector<std::optional<int64_t>> &Distance) {
  const Access &A = L.Accesses[Write], &B = L.Accesses[Other];
  const Array &Of = L.Arrays[A.Array];
  // From the iteration that writes to the other one.
  bool Later = false, Earlier = false, Decided = false;
  for (auto D : Distance) {
    if (!D)
      Later = Earlier = true;
    else if (*D)
      (*D > 0 ? Later : Earlier) = Decided = true;
    if (Decided)
      break;
  }
  auto Negated = Distance;
  for (auto &D : Negated)
    if (D)
      D = -*D;
  if (B.Write) {
    if (Of.Kind == ArrayKind::Replicated)
      for (unsigned Level : distributedLevels())
        if (Distance[Level] != 0) {
          auto &Problem = problem("loop-dependence", B.Where,
                                  quoted(B.Where) + " writes an element that " + quoted(A.Where) +
                                      " writes in another iteration");
          Problem.Notes.push_back({A.Where->getExprLoc(), quoted(A.Where) + " is written here"});
          return;
        }
    if (Later)
      L.Dependences.push_back({DependenceKind::Output, Write, Other, Distance});
    if (Earlier)
      L.Dependences.push_back({DependenceKind::Output, Other, Write, Negated});
  }
  if (!B.Read)
    return;
  if (Earlier)
    L.Dependences.push_back({DependenceKind::Anti, Other, Write, Negated});
  if (!Later)
    return;
  if (L.Mark->Pipeline && Of.Kind == ArrayKind::Field && none_of(Distance, [](auto D) { return !D; })) {
    L.Dependences.push_back({DependenceKind::Flow, Write, Other, Distance});
    return;
  }
  // Of what stays on one rank, the order is kept.
  if (Of.Kind == ArrayKind::Replicated &&
      all_of(distributedLevels(), [&](unsigned Level) { return Distance[Level] == 0; }))
    return;
  std::string Advice;
  if (Of.Kind == ArrayKind::Field && !L.Mark->Pipeline && none_of(Distance, [](auto D) { return !D; }) &&
      !twoWritten().first &&
      none_of(seq<size_t>(0, A.Subscripts.size()), [&](size_t D) { return isWalked(A.Array, D); }))
    Advice = "; [[njmpi::loop(pipeline)]] keeps the serial order";
  else if (L.Mark->Pipeline && Of.Kind != ArrayKind::Field)
    Advice = "; only fields can be pipelined";
  auto &Problem = problem("loop-dependence", B.Where,
                          quoted(B.Where) + " reads what " + quoted(A.Where) +
                              " writes in an earlier iteration" + Advice);
  noteCall(Problem, B);
  Problem.Notes.push_back({A.Where->getExprLoc(), quoted(A.Where) + " is written here"});
}

} // namespace njmpi
