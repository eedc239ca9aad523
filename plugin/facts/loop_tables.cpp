// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads that stand for several: of neighbours that inner loops count, now(i + a, j + b), or that a constant
// table lists, now(i - x[q], j - y[q]).
#include "facts/loop_reader.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

/// Accesses that one read may stand for.
static constexpr size_t Most = 125;

/// An entry of a constant array whose subscripts are numbers.
std::optional<int64_t> NestReader::entryOfTable(const Expr *E) {
  SmallVector<int64_t, 2> Subscripts;
  const VarDecl *Table = nullptr;
  for (E = bare(E); !Table;) {
    const Expr *Index = nullptr;
    if (auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
      Index = Element->getIdx();
      E = bare(Element->getBase());
    } else if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
               Operator && Operator->getOperator() == OO_Subscript &&
               asStd(Operator->getArg(0)->getType().getUnqualifiedType(), "array")) {
      Index = Operator->getArg(1);
      E = bare(Operator->getArg(0));
    } else if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
      Table = dyn_cast<VarDecl>(Reference->getDecl());
    } else if (auto *Member = dyn_cast<MemberExpr>(E)) {
      Table = dyn_cast<VarDecl>(Member->getMemberDecl());
    }
    if (!Index)
      break;
    auto Number = polynomial(Index);
    if (!Number || !Number->asNumber() || *Number->asNumber() < 0)
      return std::nullopt;
    Subscripts.push_back(*Number->asNumber());
  }
  if (!Table || Subscripts.empty() || isa<ParmVarDecl>(Table) || Table->isWeak() ||
      !Table->getAnyInitializer() || Table->getType().isVolatileQualified() ||
      !Context.getBaseElementType(Table->getType()).isConstQualified())
    return std::nullopt;
  const VarDecl *Definition = nullptr;
  const Expr *Init = Table->getAnyInitializer(Definition);
  if (Init->isValueDependent())
    return std::nullopt;
  const APValue *Value = Definition->evaluateValue();
  for (int64_t I : reverse(Subscripts)) {
    if (Value && Value->isStruct() && Value->getStructNumBases() == 0 && Value->getStructNumFields() == 1)
      Value = &Value->getStructField(0); // of std::array
    if (!Value || !Value->isArray() || uint64_t(I) >= Value->getArraySize())
      return std::nullopt;
    Value = uint64_t(I) < Value->getArrayInitializedElts() ? &Value->getArrayInitializedElt(I)
                                                           : &Value->getArrayFiller();
  }
  return Value && Value->isInt() && Value->getInt().isSignedIntN(62)
             ? std::optional(Value->getInt().getExtValue())
             : std::nullopt;
}

/// The inner loops whose indices a subscript names, and the loops of the nest whose indices choose an entry
/// of a table in it.
void NestReader::collectCounting(const Stmt *S, bool InTable, SmallVectorImpl<int> &Into) {
  if (!S)
    return;
  if (auto *Reference = dyn_cast<DeclRefExpr>(S)) {
    if (auto It = Indices.find(Reference->getDecl()); It != Indices.end()) {
      if ((InTable || It->second >= L.Levels.size()) && !is_contained(Into, int(It->second)))
        Into.push_back(It->second);
    } else if (Private.contains(Reference->getDecl()) && Depth < 16) {
      ++Depth;
      collectCounting(valueOf(Reference->getDecl()), InTable, Into);
      --Depth;
    }
  }
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
  InTable |= isa<ArraySubscriptExpr>(S) || (Operator && Operator->getOperator() == OO_Subscript);
  for (const Stmt *Child : S->children())
    collectCounting(Child, InTable, Into);
}

/// The loops that have to be counted through to know what the subscripts are: those whose index stands beside
/// another one, or in a subscript that is a sum only for each of their values.
SmallVector<int, 4> NestReader::countingLoops(const Place &P) {
  const int Nest = L.Levels.size();
  SmallVector<int, 4> Counting;
  for (const Place::Step &Step : P.Steps) {
    SmallVector<int, 4> Levels;
    const auto Sum = polynomial(Step);
    if (Sum) {
      for (int I = 0; I != Nest + int(L.Inner.size()); ++I)
        if (Sum->movesWith(I))
          Levels.push_back(I);
      if (Levels.size() < 2)
        continue;
    } else {
      for (const Expr *E : concat<const Expr *const>(Step.Added, Step.Subtracted))
        collectCounting(E, /*InTable=*/false, Levels);
    }
    for (int I : Levels)
      if ((I >= Nest || !Sum) && !is_contained(Counting, I))
        Counting.push_back(I);
  }
  return Counting;
}

/// The values of an inner loop's index, if they are few numbers.
std::optional<SmallVector<int64_t, 16>> NestReader::valuesOf(const Level &Of) {
  if (Of.Range)
    return std::nullopt;
  auto First = polynomial(Of.First), Bound = polynomial(Of.Bound),
       Added = Of.Added ? polynomial(Of.Added) : Polynomial();
  if (!First || !Bound || !Added || !Of.Stride)
    return std::nullopt;
  Bound->add(*Added, Of.Subtracted ? 1 : -1);
  if (!First->asNumber() || !Bound->asNumber())
    return std::nullopt;
  const int64_t Last = *Bound->asNumber();
  auto Runs = [&](int64_t Value) {
    switch (Of.Compare) {
    case BO_LT:
      return Value < Last;
    case BO_LE:
      return Value <= Last;
    case BO_GT:
      return Value > Last;
    case BO_GE:
      return Value >= Last;
    default:
      return Value != Last;
    }
  };
  SmallVector<int64_t, 16> Values;
  for (int64_t Value = *First->asNumber(); Runs(Value); Value += *Of.Stride) {
    if (Values.size() == Most)
      return std::nullopt;
    Values.push_back(Value);
  }
  return Values;
}

/// A subscript for the values that are counted. Where it is a sum for all values of the nest's indices, it
/// stays one; where it is not, it has to move with another index: what is read is near the iteration then.
std::optional<Subscript> NestReader::countedSubscript(const Place::Step &Step) {
  const std::map<int, int64_t> All = Counted;
  const int Nest = L.Levels.size();
  std::erase_if(Counted, [&](const auto &Each) { return Each.first < Nest; });
  auto Sum = polynomial(Step);
  const bool OfNest = !Sum && Counted.size() != All.size();
  Counted = All;
  if (OfNest)
    Sum = polynomial(Step);
  auto Found = Sum ? asSubscript(*Sum, Step.Added.front()) : std::nullopt;
  return OfNest && Found && Found->Level < 0 ? std::nullopt : Found;
}

/// One access for each set of values of the loops that count.
bool NestReader::expand(const Access &A, const Place &P) {
  if (Listed.contains(A.Where))
    return false;
  const SmallVector<int, 4> Counting = countingLoops(P);
  if (Counting.empty())
    return false;
  std::vector<Access> Accesses;
  auto Record = [&] {
    Access One = A;
    for (const Place::Step &Step : P.Steps) {
      auto Found = countedSubscript(Step);
      // What moves faster than anything that is written can be listed only.
      if (!Found || (Found->Level >= 0 && std::abs(Found->Factor) != 1 && !isElsewhere(A.Where)))
        return false;
      addSubscript(One, std::move(*Found));
    }
    if (none_of(Accesses, [&](const Access &Before) { return sameElement(Before, One); }))
      Accesses.push_back(std::move(One));
    return Accesses.size() <= Most;
  };
  auto Count = [&](auto &Self, ArrayRef<int> Left) -> bool {
    if (Left.empty())
      return Record();
    auto Values = valuesOf(L.level(Left.front()));
    return Values && all_of(*Values, [&](int64_t Value) {
             Counted[Left.front()] = Value;
             return Self(Self, Left.drop_front());
           });
  };
  const bool Known = Count(Count, Counting);
  Counted.clear();
  if (!Known || Accesses.empty())
    return false;
  Expanded.insert(A.Where);
  for (Access &One : Accesses)
    recordAccess(std::move(One));
  return true;
}

/// Only a halo serves several elements under one name, or under a name that is not the loop's own.
void NestReader::checkExpanded() {
  DenseSet<const Expr *> Said;
  auto IsField = [&](const Access &A) { return L.Arrays[A.Array].Kind == ArrayKind::Field; };
  // Where no field is written, one of the reads that move most decides who runs an iteration.
  const bool Writes = any_of(L.Accesses, [&](const Access &A) { return A.Write && IsField(A); });
  auto Moves = [](const Access &A) {
    return count_if(A.Subscripts, [](const Subscript &S) { return S.Level >= 0; });
  };
  long Most = 0;
  for (const Access &A : L.Accesses)
    if (IsField(A))
      Most = std::max<long>(Most, Moves(A));
  for (const Access &A : L.Accesses) {
    if (!Expanded.contains(A.Where) || A.Subscripts.empty())
      continue;
    bool Alike = false, Other = false;
    for (const Access &W : L.Accesses) {
      if (!IsField(W) || (Writes ? !W.Write : W.Subscripts.empty() || Moves(W) < Most))
        continue;
      bool Same = W.Subscripts.size() == A.Subscripts.size();
      for (size_t D = 0; Same && D != A.Subscripts.size(); ++D)
        Same = A.Subscripts[D].movesLike(W.Subscripts[D]);
      (Same ? Alike : Other) = true;
    }
    if (Alike && !Other)
      continue;
    if (!Said.insert(A.Where).second)
      continue;
    const std::string Near =
        std::string("lies nowhere near what the iteration ") + (Writes ? "writes" : "reads otherwise");
    if (A.InFunction)
      noteCall(problem("loop-access", A.Where,
                       quoted(A.Where) + " is read by a function, and " + Near + "; read it in the loop"),
               A);
    else {
      problem("loop-access", A.Where,
              quoted(A.Where) + " names several elements that lie nowhere near what the iteration writes");
      Scattered.insert(A.Where);
    }
  }
}

} // namespace njmpi
