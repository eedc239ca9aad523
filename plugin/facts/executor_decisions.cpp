// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comparisons, and what the executor does where one is unknown: it asks the assignment, and remembers the
// answer.
#include "facts/executor.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

bool Assignment::decide(Decision Question, std::optional<bool> Preferred, bool Fixed) {
  const auto Found = Forced.find(Question.Key);
  const bool Answer = Found != Forced.end() ? Found->second : Preferred.value_or(Default);
  auto [It, New] = Known.try_emplace(Question.Key, Answer);
  Question.Taken = It->second;
  if (New && !Fixed)
    Asked.push_back(Question);
  return It->second;
}

void Assignment::leaves(SourceLocation Where) {
  if (!Asked.empty() && Asked.back().Where == Where)
    Asked.back().Leaves = true;
}

Value Executor::compare(BinaryOperatorKind Op, const Value &L, const Value &R, bool Floating, bool Unsigned) {
  auto Order = [&](auto A, auto B) {
    switch (Op) {
    case BO_LT:
      return A < B;
    case BO_GT:
      return A > B;
    case BO_LE:
      return A <= B;
    case BO_GE:
      return A >= B;
    case BO_EQ:
      return A == B;
    default:
      return A != B;
    }
  };
  // 64 bits without a sign: what int64_t takes for negative is large.
  if (Unsigned && ((L.isInteger() && L.Number < 0) || (R.isInteger() && R.Number < 0))) {
    if (L.isInteger() && R.isInteger())
      return Value::integer(Order(static_cast<uint64_t>(L.Number), static_cast<uint64_t>(R.Number)));
    if (BinaryOperator::isRelationalOp(Op))
      return made(
          identity(unsigned(Op), unsigned(L.Kind), L.Id, L.Number, unsigned(R.Kind), R.Id, R.Number, 60), L,
          R);
  }
  if (L.isInteger() && R.isInteger()) {
    guard(Op, L, R);
    return Value::integer(Order(L.Number, R.Number));
  }
  auto Real = [&](const Value &V) -> std::optional<double> {
    if (V.isInteger())
      return double(V.Number);
    const auto Found = Literals.find(V.Id);
    return V.isSymbol() && !V.Number && Found != Literals.end() ? std::optional(Found->second) : std::nullopt;
  };
  if (const auto A = Real(L), B = Real(R); A && B)
    return Value::integer(Order(*A, *B));
  const bool Same = L.Kind == R.Kind && L.Id == R.Id;
  if (L.isHandle() && R.isHandle() && (Same || (!handle(L.Id).Unknown && !handle(R.Id).Unknown)))
    return Value::integer(Order(Same ? 0 : 1, 0));
  if (Same && (L.isSymbol() || (L.isPointer() && L.OffsetKnown && R.OffsetKnown)))
    return Value::integer(Order(L.Number, R.Number));
  // An object has an address of its own.
  const bool Equality = Op == BO_EQ || Op == BO_NE;
  if (Equality && ((L.isPointer() && R.isInteger()) || (R.isPointer() && L.isInteger())))
    if (!object(L.isPointer() ? L.Id : R.Id).Outside || object(L.isPointer() ? L.Id : R.Id).Variable)
      return Value::integer(Op == BO_NE);
  if (Equality && L.isPointer() && R.isPointer() && !Same && !object(L.Id).Outside && !object(R.Id).Outside)
    return Value::integer(Op == BO_NE);
  if (Equality && (L.isHandle() != R.isHandle()) && (L.isInteger() || R.isInteger()))
    return Value::integer(Op == BO_NE);
  Comparison C{Op, L, R, Floating};
  if (L.isInteger() && R.isSymbol()) // the constant stands on the right
    C = {BinaryOperator::reverseComparisonOp(Op), R, L, Floating};
  const uint64_t Key = identity(unsigned(C.Op), unsigned(C.L.Kind), C.L.Id, C.L.Number, unsigned(C.R.Kind),
                                C.R.Id, C.R.Number, 15);
  Comparisons.try_emplace(Key, C);
  return made(Key, L, R);
}

std::optional<bool> Executor::known(const Comparison &C) const {
  if (!C.L.isSymbol() || !C.R.isInteger())
    return std::nullopt;
  auto Found = Intervals.find(C.L.Id);
  if (Found == Intervals.end())
    return std::nullopt;
  const Interval &I = Found->second;
  int64_t Bound;
  if (__builtin_sub_overflow(C.R.Number, C.L.Number, &Bound))
    return std::nullopt;
  switch (C.Op) {
  case BO_LT:
    return I.High < Bound ? std::optional(true) : I.Low >= Bound ? std::optional(false) : std::nullopt;
  case BO_LE:
    return I.High <= Bound ? std::optional(true) : I.Low > Bound ? std::optional(false) : std::nullopt;
  case BO_GT:
    return I.Low > Bound ? std::optional(true) : I.High <= Bound ? std::optional(false) : std::nullopt;
  case BO_GE:
    return I.Low >= Bound ? std::optional(true) : I.High < Bound ? std::optional(false) : std::nullopt;
  case BO_EQ:
  case BO_NE:
    if (I.Low == Bound && I.High == Bound)
      return C.Op == BO_EQ;
    if (Bound < I.Low || Bound > I.High || is_contained(I.Not, Bound))
      return C.Op == BO_NE;
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

void Executor::learn(const Comparison &C, bool Taken) {
  int64_t Bound;
  if (!C.L.isSymbol() || !C.R.isInteger() || __builtin_sub_overflow(C.R.Number, C.L.Number, &Bound) ||
      Bound == INT64_MIN || Bound == INT64_MAX)
    return;
  Interval &I = Intervals[C.L.Id];
  const BinaryOperatorKind Op = Taken ? C.Op : BinaryOperator::negateComparisonOp(C.Op);
  switch (Op) {
  case BO_LT:
    I.High = std::min(I.High, Bound - 1);
    break;
  case BO_LE:
    I.High = std::min(I.High, Bound);
    break;
  case BO_GT:
    I.Low = std::max(I.Low, Bound + 1);
    break;
  case BO_GE:
    I.Low = std::max(I.Low, Bound);
    break;
  case BO_EQ:
    I.Low = I.High = Bound;
    break;
  case BO_NE:
    I.Not.push_back(Bound);
    if (I.Low == Bound)
      ++I.Low;
    if (I.High == Bound)
      --I.High;
    break;
  default:
    break;
  }
}

bool Executor::decide(const Value &V, SourceLocation Where, bool Fixed, std::optional<bool> Preferred) {
  switch (V.Kind) {
  case ValueKind::Integer:
    return V.Number != 0;
  case ValueKind::Pointer:
  case ValueKind::Function:
  case ValueKind::Aggregate:
    return true;
  case ValueKind::Handle:
    return true;
  case ValueKind::Undefined:
    return Answers.decide({identity(Where.getRawEncoding(), 17), false, Where}, Preferred, Fixed);
  case ValueKind::Symbol:
    break;
  }
  Comparison C{BO_NE, V, Value::integer(0)};
  if (auto Found = Comparisons.find(V.Id); Found != Comparisons.end() && V.Number == 0)
    C = Found->second;
  if (const auto Known = known(C))
    return *Known;
  // Negations and swapped sides are one question.
  bool Negated = C.Op == BO_NE || C.Op == BO_GE || C.Op == BO_LE;
  const BinaryOperatorKind Op = Negated ? BinaryOperator::negateComparisonOp(C.Op) : C.Op;
  const uint64_t Key =
      identity(unsigned(Op), unsigned(C.L.Kind), C.L.Id, C.L.Number, unsigned(C.R.Kind), C.R.Id, C.R.Number);
  if (Preferred && Negated)
    Preferred = !*Preferred;
  const bool OfData = FromOthers.contains(V.Id);
  const bool OfRank = C.Floating && !OfData && (C.L.OfRank || C.R.OfRank);
  const bool Taken =
      Answers.decide({Key, false, Where, OfData, /*Leaves=*/false, Result.Rank, OfRank, Leaving, Again},
                     Preferred, Fixed) != Negated;
  learn(C, Taken);
  return Taken;
}

bool Executor::truth(const Expr *Condition, bool Fixed, std::optional<bool> Preferred) {
  const Value V = evaluate(Condition);
  return !Stopped && decide(V, Condition->getExprLoc(), Fixed, Preferred);
}

} // namespace njmpi::execution
