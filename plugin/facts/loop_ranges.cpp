// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the bounds of the loops say of subscripts: that they stay within a row, or never meet.
#include "facts/loop_reader.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

namespace {

Polynomial asPolynomial(const Product &P, const ASTContext &Context) {
  Polynomial Result = Polynomial::number(P.Coefficient);
  for (const Expr *Factor : P.Factors)
    Result = Result.times(Polynomial::atom({-1, keyOf(Factor, Context), Factor}));
  return Result;
}

} // namespace

/// What of a subscript does not move.
Polynomial NestReader::restOf(const Subscript &S) {
  Polynomial Rest = Polynomial::number(S.Constant);
  for (const Product &P : S.Terms)
    Rest.add(asPolynomial(P, Context));
  return Rest;
}

namespace {

/// The smallest and the largest value that an index has, where they can be written down; for a bound that the
/// index does not reach, the values it stays between.
struct IndexRange {
  std::optional<Polynomial> Low, High;
};

} // namespace

static IndexRange rangeOf(const Level &Of, function_ref<std::optional<Polynomial>(const Expr *)> Read) {
  IndexRange R;
  if (Of.Range)
    return {Polynomial(), std::nullopt};
  auto First = Read(Of.First), Last = Read(Of.Bound);
  if (Of.Added) {
    auto Added = Read(Of.Added);
    if (Last && Added)
      Last->add(*Added, Of.Subtracted ? 1 : -1);
    else
      Last = std::nullopt;
  }
  const bool Open = Of.Compare == BO_LT || Of.Compare == BO_GT || Of.Compare == BO_NE;
  if (Last && Open)
    Last->add(Polynomial::number(Of.Descending ? -1 : 1), -1);
  R.Low = Of.Descending ? std::move(Last) : First;
  R.High = Of.Descending ? std::move(First) : Last;
  return R;
}

/// An element that does not move with the nest lies outside what a moving subscript runs over.
bool NestReader::isApart(const Subscript &Fixed, const Subscript &Moving) {
  if (Fixed.Level >= 0 || Moving.Level < 0 || (Moving.Factor != 1 && Moving.Factor != -1))
    return false;
  Polynomial At = restOf(Fixed);
  At.add(restOf(Moving), -1);
  Polynomial Index;
  Index.add(At, Moving.Factor);
  IndexRange R = rangeOf(L.level(Moving.Level), [&](const Expr *E) { return polynomial(E); });
  if (R.Low) {
    R.Low->add(Index, -1);
    if (auto D = R.Low->asNumber(); D && *D > 0)
      return true;
  }
  if (R.High) {
    R.High->add(Index, -1);
    if (auto D = R.High->asNumber(); D && *D < 0)
      return true;
  }
  return false;
}

/// An element that does not move with the nest is left out by a condition on the index of the other access:
/// the pivot's row by i != k.
bool NestReader::isExcluded(unsigned By, const Subscript &Fixed, const Subscript &Moving) {
  if (Fixed.Level >= 0 || Moving.Level < 0)
    return false;
  Polynomial Apart = restOf(Moving);
  Apart.add(restOf(Fixed), -1);
  Apart.add(Polynomial::atom({Moving.Level, "", nullptr}), Moving.Factor);
  return any_of(known(By), [&](const Condition &C) {
    auto [E, Holds] = C;
    E = bare(E);
    for (auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot;
         Not = dyn_cast<UnaryOperator>(E)) {
      Holds = !Holds;
      E = bare(Not->getSubExpr());
    }
    auto *Comparison = dyn_cast<BinaryOperator>(E);
    if (!Comparison || !Comparison->isComparisonOp() || Comparison->getOpcode() == BO_Cmp)
      return false;
    const auto Op =
        Holds ? Comparison->getOpcode() : BinaryOperator::negateComparisonOp(Comparison->getOpcode());
    auto Left = polynomial(Comparison->getLHS()), Right = polynomial(Comparison->getRHS());
    if (!Left || !Right || (Op != BO_NE && !Comparison->getLHS()->getType()->isSignedIntegerType()))
      return false;
    Left->add(*Right, -1);
    for (int Sign : {1, -1}) { // where the subscripts agree, the left side exceeds the right one by so much
      Polynomial Rest = *Left;
      Rest.add(Apart, -Sign);
      if (auto D = Rest.asNumber())
        return Op == BO_NE   ? *D == 0
               : Op == BO_LT ? *D >= 0
               : Op == BO_LE ? *D > 0
               : Op == BO_GT ? *D <= 0
               : Op == BO_GE ? *D < 0
                             : *D != 0;
    }
    return false;
  });
}

/// 0 <= Inner < Extent in every iteration; none: the run knows.
std::optional<bool> NestReader::staysWithin(const Subscript &Inner, const Polynomial &Extent) {
  Polynomial Low = restOf(Inner), High = Low;
  bool IsSeen = true;
  if (Inner.Level >= 0) {
    const Level &Of = L.level(Inner.Level);
    IsSeen = Of.Invariant && !Of.Range;
    IndexRange R = rangeOf(Of, [&](const Expr *E) { return polynomial(E); });
    if (Inner.Factor != 1 || !R.Low || !R.High)
      return IsSeen ? std::nullopt : std::optional(false);
    Low.add(*R.Low);
    High.add(*R.High);
  }
  High.add(Extent, -1);
  auto Least = Low.asNumber(), Most = High.asNumber();
  if ((Least && *Least < 0) || (Most && *Most >= 0))
    return false;
  return Least && Most ? std::optional(true) : IsSeen ? std::nullopt : std::optional(false);
}

/// a[i * m + j]: j stays in its row, so that the parts can be looked at one by one.
bool NestReader::isNested(unsigned Number) {
  const Access &A = L.Accesses[Number];
  for (const auto &[I, Inner] : enumerate(A.Subscripts)) {
    // The next larger scale of the same dimension.
    const Subscript *Outer = nullptr;
    std::optional<Polynomial> Extent;
    Product Length;
    unsigned Larger = 0;
    for (const Subscript &Each : A.Subscripts) {
      if (&Each == &Inner || Each.Whole != Inner.Whole)
        continue;
      SmallVector<const Expr *, 4> Left(Each.Scale.Factors.begin(), Each.Scale.Factors.end());
      bool Divides = Inner.Scale.Coefficient && Each.Scale.Coefficient % Inner.Scale.Coefficient == 0;
      for (const Expr *Factor : Inner.Scale.Factors) {
        auto It = find_if(Left, [&](const Expr *E) { return keyOf(E, Context) == keyOf(Factor, Context); });
        if (It == Left.end())
          Divides = false;
        else
          Left.erase(It);
      }
      Polynomial Ratio = Polynomial::number(Divides ? Each.Scale.Coefficient / Inner.Scale.Coefficient : 1);
      for (const Expr *E : Left)
        Ratio = Ratio.times(Polynomial::atom({-1, keyOf(E, Context), E}));
      if (!Divides || Ratio.asNumber() == 1) {
        if (Each.Scale.Key == Inner.Scale.Key && Each.Scale.Coefficient == Inner.Scale.Coefficient)
          return false; // a[i + j]
        continue;
      }
      ++Larger;
      if (!Outer || Left.size() < Outer->Scale.Factors.size() - Inner.Scale.Factors.size() ||
          (Left.size() == Outer->Scale.Factors.size() - Inner.Scale.Factors.size() &&
           Each.Scale.Coefficient < Outer->Scale.Coefficient)) {
        Outer = &Each;
        Extent = std::move(Ratio);
        Length = {Each.Scale.Coefficient / Inner.Scale.Coefficient, {Left.begin(), Left.end()}, ""};
      }
    }
    if (Outer) {
      const auto Stays = staysWithin(Inner, *Extent);
      if (Stays == false)
        return false;
      if (!Stays &&
          none_of(L.Rows, [&](const WithinRow &Row) { return Row.Access == Number && Row.Subscript == I; }))
        L.Rows.push_back({Number, static_cast<unsigned>(I), std::move(Length)});
    }
    // Scales that do not divide each other say nothing.
    unsigned Others =
        count_if(A.Subscripts, [&](const Subscript &S) { return &S != &Inner && S.Whole == Inner.Whole; });
    if (Others && !Larger && any_of(A.Subscripts, [&](const Subscript &S) {
          return &S != &Inner && S.Whole == Inner.Whole &&
                 S.Scale.Factors.size() == Inner.Scale.Factors.size() && S.Scale.Key != Inner.Scale.Key;
        }))
      return false;
  }
  return true;
}

/// v[i], v[n + i], v[2 * n + i] of i < n: parts of one array, side by side.
void NestReader::splitParts(unsigned Array) {
  const Product *Length = nullptr;
  std::set<int64_t> Parts;
  for (const Access &A : L.Accesses) {
    if (A.Array != Array)
      continue;
    if (A.Subscripts.size() != 1 || A.Subscripts[0].Dimension >= 0 || !A.Subscripts[0].Scale.isNumber() ||
        A.Subscripts[0].Terms.size() > 1)
      return;
    for (const Product &Term : A.Subscripts[0].Terms) {
      if (Length && Length->Key != Term.Key)
        return;
      Length = &Term;
    }
    Parts.insert(A.Subscripts[0].Terms.empty() ? 0 : A.Subscripts[0].Terms[0].Coefficient);
  }
  if (!Length || Parts.size() < 2)
    return;
  Product One = *Length;
  One.Coefficient = 1;
  Polynomial Extent = Polynomial::number(1);
  for (const Expr *E : One.Factors)
    Extent = Extent.times(Polynomial::atom({-1, keyOf(E, Context), E}));
  for (const Access &A : L.Accesses)
    if (A.Array == Array) {
      Subscript Inner = A.Subscripts[0];
      Inner.Terms.clear();
      if (staysWithin(Inner, Extent) != true)
        return;
    }
  for (Access &A : L.Accesses)
    if (A.Array == Array) {
      Subscript Part;
      Part.Constant = A.Subscripts[0].Terms.empty() ? 0 : A.Subscripts[0].Terms[0].Coefficient;
      Part.Whole = A.Subscripts[0].Whole;
      Part.Scale = One;
      Part.Scale.Coefficient = A.Subscripts[0].Scale.Coefficient;
      A.Subscripts[0].Terms.clear();
      A.Subscripts.insert(A.Subscripts.begin(), std::move(Part));
    }
}

/// The levels whose iterations go to different ranks, as far as that is known before the program runs.
std::vector<unsigned> NestReader::distributedLevels() const {
  std::vector<unsigned> Levels;
  auto Collect = [&](bool Writes) {
    for (const Access &A : L.Accesses) {
      if (L.Arrays[A.Array].Kind != ArrayKind::Field || (Writes && !A.Write))
        continue;
      for (const Subscript &S : A.Subscripts)
        if (S.Level >= 0 && S.Level < int(L.Levels.size()) && !is_contained(Levels, unsigned(S.Level)))
          Levels.push_back(S.Level);
    }
  };
  Collect(true);
  if (Levels.empty())
    Collect(false);
  if (Levels.empty())
    Levels.push_back(0);
  llvm::sort(Levels);
  return Levels;
}

void NestReader::checkWrite(unsigned Number) {
  const Access &A = L.Accesses[Number];
  const Array &Of = L.Arrays[A.Array];
  if (A.Subscripts.empty())
    return; // said already
  if (Of.Kind == ArrayKind::Field) {
    for (const Subscript &S : A.Subscripts)
      if (S.Level >= int(L.Levels.size()) && L.Mark->Pipeline) {
        auto &Problem = problem("loop-access", A.Where,
                                quoted(A.Where) + " is written in an inner loop that is not perfectly "
                                                  "nested, which a pipelined loop cannot cut into blocks");
        Problem.Notes.push_back({L.level(S.Level).Loop->getBeginLoc(),
                                 "the inner loop is here; declare what stands before it inside"});
        return;
      } else if (S.Level >= 0 && S.Factor != 1 && S.Factor != -1) {
        problem("loop-access", A.Where,
                "subscript " + quoted(S.Whole) + " of " + quoted(A.Where) +
                    ", which is written, leaves elements out; count the loop in steps instead");
        return;
      }
    return;
  }
  for (unsigned Level : distributedLevels()) {
    if (any_of(A.Subscripts, [&](const Subscript &S) { return S.Level == int(Level); }))
      continue;
    if (none_of(A.Subscripts, [](const Subscript &S) { return S.Level >= 0; }))
      problem("loop-access", A.Where,
              quoted(A.Where) +
                  " is written in every iteration; accumulate into a variable, and store it after the loop");
    else
      problem("loop-access", A.Where,
              quoted(A.Where) + " is written in more than one iteration of '" +
                  L.Levels[Level].Index->getName() + "'");
    return;
  }
  for (const Subscript &S : A.Subscripts)
    if (S.Level >= 0 && !L.level(S.Level).Invariant) {
      auto &Problem =
          problem("loop-access", A.Where,
                  quoted(A.Where) + " is written by a loop whose bounds depend on an outer index, so "
                                    "that what every rank is sent is not known");
      Problem.Notes.push_back({L.level(S.Level).Loop->getBeginLoc(), "the loop is here"});
      return;
    }
  if (!isNested(Number))
    problem("loop-access", A.Where,
            "cannot tell that " + quoted(A.Where) + " is another element in every iteration");
}

} // namespace njmpi
