// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Red and black: accesses that never meet, because of what indices leave when they are divided.
#include "facts/loop_reader.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

/// A polynomial that leaves the same as an expression, divided by Modulus.
std::optional<Polynomial> NestReader::residue(const Expr *E, int64_t Modulus) {
  E = bare(E);
  auto NumberOf = [&](const Expr *Of) {
    auto P = polynomial(Of);
    return P ? P->asNumber() : std::nullopt;
  };
  if (auto *Reference = dyn_cast<DeclRefExpr>(E); Reference && Private.contains(Reference->getDecl())) {
    const Expr *Value = valueOf(Reference->getDecl());
    if (!Value || Depth > 16)
      return std::nullopt;
    ++Depth;
    auto P = residue(Value, Modulus);
    --Depth;
    return P;
  }
  if (auto *Binary = dyn_cast<BinaryOperator>(E)) {
    const Expr *Left = Binary->getLHS(), *Right = Binary->getRHS();
    std::optional<int64_t> Number;
    switch (Binary->getOpcode()) {
    case BO_Rem:
      if (Number = NumberOf(Right); Number && *Number && *Number % Modulus == 0)
        return residue(Left, Modulus);
      break;
    case BO_And:
      if (Number = NumberOf(Right); Modulus == 2 && Number && *Number % 2 != 0)
        return residue(Left, Modulus);
      break;
    case BO_Add:
    case BO_Sub:
    case BO_Mul: {
      auto A = residue(Left, Modulus), B = residue(Right, Modulus);
      if (!A || !B)
        return std::nullopt;
      if (Binary->getOpcode() == BO_Mul)
        return A->times(*B);
      A->add(*B, Binary->getOpcode() == BO_Add ? 1 : -1);
      return A;
    }
    default:
      break;
    }
  }
  return polynomial(E);
}

/// What a condition says of a remainder: a polynomial that is a multiple of a number.
std::optional<std::pair<Polynomial, int64_t>> NestReader::congruence(const Condition &C) {
  auto [Written, Holds] = C;
  const Expr *E = bare(Written);
  while (auto *Not = dyn_cast<UnaryOperator>(E)) {
    if (Not->getOpcode() != UO_LNot)
      return std::nullopt;
    Holds = !Holds;
    E = bare(Not->getSubExpr());
  }
  auto *Comparison = dyn_cast<BinaryOperator>(E);
  const bool Compares = Comparison && Comparison->isEqualityOp();
  if (Compares && Comparison->getOpcode() == BO_NE)
    Holds = !Holds;
  else if (!Compares)
    Holds = !Holds; // x % 2 is x % 2 != 0
  for (bool Swap : {false, true}) {
    if (Swap && !Compares)
      continue;
    const Expr *Side = bare(Compares ? Swap ? Comparison->getRHS() : Comparison->getLHS() : E);
    // const int colour = (i + j) % 2
    if (auto *Reference = dyn_cast<DeclRefExpr>(Side); Reference && Private.contains(Reference->getDecl()))
      if (const Expr *Known = valueOf(Reference->getDecl()))
        Side = bare(Known);
    const Expr *Value = Compares ? Swap ? Comparison->getLHS() : Comparison->getRHS() : nullptr;
    auto *Remainder = dyn_cast<BinaryOperator>(Side);
    if (!Remainder || (Remainder->getOpcode() != BO_Rem && Remainder->getOpcode() != BO_And))
      continue;
    auto By = polynomial(Remainder->getRHS());
    auto Number = By ? By->asNumber() : std::nullopt;
    if (!Number || (Remainder->getOpcode() == BO_And && *Number != 1))
      continue;
    const int64_t Modulus = Remainder->getOpcode() == BO_And ? 2 : std::abs(*Number);
    if (Modulus < 2)
      continue;
    auto Left = residue(Remainder->getLHS(), Modulus);
    auto Right = Value ? residue(Value, Modulus) : Polynomial();
    if (!Left || !Right)
      continue;
    Left->add(*Right, -1);
    if (Holds)
      return std::pair(*Left, Modulus);
    // Of two remainders it is the other one, if what it is compared with is known to be one.
    if (Modulus == 2 && Right->asNumber() == 0) {
      Left->add(Polynomial::number(1));
      return std::pair(*Left, Modulus);
    }
  }
  return std::nullopt;
}

/// Whether two iterations that far apart cannot both be, or not both make their access.
bool NestReader::neverMeet(unsigned Write, unsigned Other, ArrayRef<std::optional<int64_t>> Distance) {
  auto Contradicts = [&](const Polynomial &P, int64_t Modulus) {
    int64_t Change = 0;
    for (const auto &[Atoms, Coefficient] : P.Sum) {
      const auto Moving = count_if(Atoms, [](const Atom &A) { return A.Level >= 0; });
      if (!Moving)
        continue;
      if (Atoms.size() != 1 || Atoms[0].Level >= int(Distance.size()) || !Distance[Atoms[0].Level])
        return false;
      Change += Coefficient * *Distance[Atoms[0].Level];
    }
    return Change % Modulus != 0;
  };
  for (auto [Number, Of] : enumerate(L.Levels)) {
    if (!Of.Stride || Of.Range || std::abs(*Of.Stride) < 2)
      continue;
    const int64_t Modulus = std::abs(*Of.Stride);
    auto P = residue(Of.First, Modulus);
    if (!P)
      continue;
    P->add(Polynomial::atom({int(Number), "", nullptr}), -1);
    if (Contradicts(*P, Modulus))
      return true;
  }
  const std::vector<Condition> OfOther = known(Other);
  return any_of(known(Write), [&](const Condition &C) {
    if (!is_contained(OfOther, C))
      return false;
    auto Found = congruence(C);
    return Found && Contradicts(Found->first, Found->second);
  });
}

/// The conditions that hold where an access stands, each by itself.
std::vector<NestReader::Condition> NestReader::known(unsigned Access) const {
  std::vector<Condition> All = Holding[Access];
  for (size_t I = 0; I != All.size(); ++I) {
    const auto [Written, Holds] = All[I];
    auto *Several = dyn_cast<BinaryOperator>(bare(Written));
    if (Several && Several->getOpcode() == (Holds ? BO_LAnd : BO_LOr)) {
      All.push_back({Several->getLHS(), Holds});
      All.push_back({Several->getRHS(), Holds});
    }
  }
  return All;
}

/// A read from the writes of all fields, since two of them may be one.
void NestReader::separate(unsigned Read) {
  Access &R = L.Accesses[Read];
  if (L.Arrays[R.Array].Kind != ArrayKind::Field || R.Subscripts.empty())
    return;
  auto NeverMeets = [&](unsigned Number) {
    const Access &W = L.Accesses[Number];
    if (W.Subscripts.size() != R.Subscripts.size())
      return false;
    if (areApart(W.Member, R.Member))
      return true;
    // Bounds that move are not known at run time.
    auto Moves = [&](const Subscript &S) { return S.Level >= 0 && !L.level(S.Level).Invariant; };
    for (auto [X, Y] : zip(W.Subscripts, R.Subscripts))
      if (isExcluded(Read, X, Y) || isExcluded(Number, Y, X) || (Moves(Y) && isApart(X, Y)) ||
          (Moves(X) && isApart(Y, X)))
        return true;
    std::vector<std::optional<int64_t>> Distance(L.Levels.size());
    for (auto [X, Y] : zip(W.Subscripts, R.Subscripts)) {
      auto D = X.minus(Y);
      if (!D || X.Level < 0 || X.Level >= int(L.Levels.size()) || *D % X.Factor != 0)
        return false;
      Distance[X.Level] = *D / X.Factor;
    }
    return neverMeet(Number, Read, Distance);
  };
  for (unsigned Number = 0; Number != L.Accesses.size(); ++Number)
    if (const Access &W = L.Accesses[Number];
        W.Write && L.Arrays[W.Array].Kind == ArrayKind::Field && NeverMeets(Number))
      R.NeverMet.push_back(Number);
}

} // namespace njmpi
