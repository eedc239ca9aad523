// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Updates of outer scalars: which of them accumulate, and which cannot be split over ranks.
#include "facts/loop_reader.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

std::optional<ReductionKind> kindOf(BinaryOperatorKind Op) {
  switch (Op) {
  case BO_Add:
  case BO_Sub:
  case BO_AddAssign:
  case BO_SubAssign:
    return ReductionKind::Sum;
  case BO_Mul:
  case BO_MulAssign:
    return ReductionKind::Product;
  case BO_And:
  case BO_AndAssign:
    return ReductionKind::BitAnd;
  case BO_Or:
  case BO_OrAssign:
    return ReductionKind::BitOr;
  case BO_Xor:
  case BO_XorAssign:
    return ReductionKind::BitXor;
  case BO_LAnd:
    return ReductionKind::LogicalAnd;
  case BO_LOr:
    return ReductionKind::LogicalOr;
  default:
    return std::nullopt;
  }
}

/// The operands of std::min(a, b), std::min({a, b, c}).
SmallVector<const Expr *, 4> operandsOf(const CallExpr *Call) {
  if (Call->getNumArgs() == 2)
    return {Call->getArg(0), Call->getArg(1)};
  const Expr *E = Call->getNumArgs() == 1 ? bare(Call->getArg(0)) : nullptr;
  if (auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E); Construct && Construct->getNumArgs() == 1)
    E = bare(Construct->getArg(0));
  auto *Standard = dyn_cast_or_null<CXXStdInitializerListExpr>(E);
  auto *List = Standard ? dyn_cast<InitListExpr>(bare(Standard->getSubExpr())) : nullptr;
  SmallVector<const Expr *, 4> Operands;
  if (List)
    Operands.append(List->inits().begin(), List->inits().end());
  return Operands;
}

/// fmin or fmax of C, by which not-a-numbers are passed over, and zeros are equal whatever their signs.
std::optional<ReductionKind> extremumOfC(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !Callee->getIdentifier() || Call->getNumArgs() != 2 ||
      !(isStdFunction(Callee) || Callee->isExternC() || Callee->getBuiltinID()))
    return std::nullopt;
  return StringSwitch<std::optional<ReductionKind>>(Callee->getName())
      .Cases("fmin", "fminf", "fminl", ReductionKind::Min)
      .Cases("fmax", "fmaxf", "fmaxl", ReductionKind::Max)
      .Default(std::nullopt);
}

/// Of std::min or std::max, without a comparison of its own, and of those of C.
std::optional<ReductionKind> extremum(const CallExpr *Call) {
  if (auto Kind = extremumOfC(Call))
    return Kind;
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !Callee->getIdentifier() || !isStdFunction(Callee) || isa<CXXMethodDecl>(Callee) ||
      operandsOf(Call).empty())
    return std::nullopt;
  if (Callee->getName() == "min")
    return ReductionKind::Min;
  if (Callee->getName() == "max")
    return ReductionKind::Max;
  return std::nullopt;
}

/// A comparison as Less < More.
struct Comparison {
  const Expr *Less, *More;
  bool Strict;
};

std::optional<Comparison> asComparison(const Expr *E) {
  auto *Binary = dyn_cast<BinaryOperator>(bare(E));
  if (!Binary || !Binary->isRelationalOp())
    return std::nullopt;
  const bool Swap = Binary->getOpcode() == BO_GT || Binary->getOpcode() == BO_GE;
  const bool Strict = Binary->getOpcode() == BO_GT || Binary->getOpcode() == BO_LT;
  return Comparison{Swap ? Binary->getRHS() : Binary->getLHS(), Swap ? Binary->getLHS() : Binary->getRHS(),
                    Strict};
}

void conjuncts(const Expr *E, SmallVectorImpl<const Expr *> &Into) {
  auto *Binary = dyn_cast<BinaryOperator>(bare(E));
  if (Binary && Binary->getOpcode() == BO_LAnd) {
    conjuncts(Binary->getLHS(), Into);
    conjuncts(Binary->getRHS(), Into);
  } else {
    Into.push_back(E);
  }
}

/// s = e, at = i
bool assignments(const Expr *E, SmallVectorImpl<const BinaryOperator *> &Into) {
  auto *Binary = dyn_cast<BinaryOperator>(bare(E));
  if (Binary && Binary->getOpcode() == BO_Comma)
    return assignments(Binary->getLHS(), Into) && assignments(Binary->getRHS(), Into);
  if (!Binary || Binary->getOpcode() != BO_Assign)
    return false;
  Into.push_back(Binary);
  return true;
}

} // namespace

/// Recognises an update of an outer scalar in an expression statement.
bool NestReader::update(const Expr *Whole) {
  const Expr *E = bare(Whole);
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E); Cast && E->getType()->isVoidType())
    return update(Cast->getSubExpr());
  if (auto *Unary = dyn_cast<UnaryOperator>(E);
      Unary && Unary->isIncrementDecrementOp() && isTarget(Unary->getSubExpr())) {
    if (fits(Unary->getSubExpr(), ReductionKind::Sum, {}))
      record(Unary->getSubExpr(), ReductionKind::Sum, Whole);
    return true;
  }
  if (auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->getOpcode() == BO_Comma) {
      for (const Expr *Side : {Binary->getLHS(), Binary->getRHS()})
        if (!update(Side))
          expression(Side);
      return true;
    }
    if (!Binary->isAssignmentOp() || !isTarget(Binary->getLHS()))
      return false;
    if (Binary->getOpcode() == BO_Assign)
      return assignment(Whole, Binary->getLHS(), Binary->getRHS());
    auto Kind = kindOf(Binary->getOpcode());
    if (!Kind)
      return false;
    expression(Binary->getRHS());
    if (fits(Binary->getLHS(), *Kind, {Binary->getRHS()}))
      record(Binary->getLHS(), *Kind, Whole);
    return true;
  }
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  if (!Operator || !Operator->isAssignmentOp() || !isComplexType(Operator->getArg(0)->getType()) ||
      !isTarget(Operator->getArg(0)))
    return false;
  const auto Op = Operator->getOperator();
  if (Op == OO_Equal)
    return assignment(Whole, Operator->getArg(0), Operator->getArg(1));
  if (Op != OO_PlusEqual && Op != OO_MinusEqual && Op != OO_StarEqual)
    return false;
  expression(Operator->getArg(1));
  const auto Kind = Op == OO_StarEqual ? ReductionKind::Product : ReductionKind::Sum;
  if (fits(Operator->getArg(0), Kind, {}))
    record(Operator->getArg(0), Kind, Whole);
  return true;
}

namespace {

/// Splits a chain of one operator, s + a - b: the operands without the target, and how often that stands in
/// it.
struct Chain {
  const ASTContext &Context;
  std::string Target;
  ReductionKind Kind;
  SmallVector<const Expr *, 4> Others;
  unsigned Found = 0;

  void split(const Expr *E, bool Positive = true) {
    const Expr *Inner = bare(E);
    const Expr *Left = nullptr, *Right = nullptr;
    bool Minus = false;
    if (auto *Binary = dyn_cast<BinaryOperator>(Inner);
        Binary && kindOf(Binary->getOpcode()) == Kind && !Binary->isAssignmentOp()) {
      Left = Binary->getLHS();
      Right = Binary->getRHS();
      Minus = Binary->getOpcode() == BO_Sub;
    } else if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner);
               Operator && Operator->getNumArgs() == 2 && isComplexType(Operator->getType())) {
      const auto Op = Operator->getOperator();
      if (Kind == ReductionKind::Product
              ? Op == OO_Star
              : (Kind == ReductionKind::Sum && (Op == OO_Plus || Op == OO_Minus))) {
        Left = Operator->getArg(0);
        Right = Operator->getArg(1);
        Minus = Op == OO_Minus;
      }
    }
    if (Left && (mentions(Left) || mentions(Right))) {
      split(Left, Positive);
      return split(Right, Positive != Minus);
    }
    if (Positive && keyOf(Inner, Context) == Target)
      ++Found;
    else
      Others.push_back(E);
  }

  bool mentions(const Stmt *S) {
    if (auto *E = dyn_cast_or_null<Expr>(S); E && E->isGLValue() && keyOf(E, Context) == Target)
      return true;
    return S && any_of(S->children(), [&](const Stmt *Child) { return mentions(Child); });
  }
};

} // namespace

/// s = ...
bool NestReader::assignment(const Expr *Whole, const Expr *Target, const Expr *Value) {
  const Expr *E = bare(Value);
  const std::string Key = keyOf(Target, Context);
  QualType T = bare(Target)->getType();
  auto Take = [&](ReductionKind Kind, ArrayRef<const Expr *> Operands) {
    for (const Expr *Operand : Operands)
      expression(Operand);
    if (fits(Target, Kind, Operands))
      record(Target, Kind, Whole);
    return true;
  };
  if (auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() == 1 && isComplexType(T))
    E = bare(Construct->getArg(0));
  for (auto Kind : {ReductionKind::Sum, ReductionKind::Product, ReductionKind::BitAnd, ReductionKind::BitOr,
                    ReductionKind::BitXor, ReductionKind::LogicalAnd, ReductionKind::LogicalOr}) {
    const bool Logical = Kind == ReductionKind::LogicalAnd || Kind == ReductionKind::LogicalOr;
    struct Chain C{Context, Key, Kind, {}, 0};
    C.split(E);
    if (C.Found != 1 || C.Others.empty())
      continue;
    if (Logical && !T->isBooleanType() && !T->isIntegerType())
      continue;
    // An integer that has been added to a floating-point value has been rounded on the way back.
    if (T->isIntegerType() && E->getType()->isFloatingType())
      C.Others.push_back(E);
    if (T->isIntegerType() && E->getType()->isFloatingType()) {
      C.Others.pop_back();
      for (const Expr *Operand : C.Others)
        expression(Operand);
      problem("loop-scalar", Target,
              quoted(bare(Target)) + " of type " + typeText(T) +
                  " accumulates floating-point values: it rounds at every step, so that the loop cannot be "
                  "split");
      return true;
    }
    return Take(Kind, C.Others);
  }
  // std::min(std::min(s, a), b), std::min({s, a, b}), fmin(s, a)
  if (auto *Call = dyn_cast<CallExpr>(E);
      Call && extremum(Call) && (!extremumOfC(Call) || Context.hasSameUnqualifiedType(Call->getType(), T))) {
    const auto Kind = *extremum(Call);
    SmallVector<const Expr *, 4> Operands;
    const CallExpr *Inner = Call;
    while (true) {
      SmallVector<const Expr *, 4> All = operandsOf(Inner);
      const Expr *First = bare(All.front());
      auto IsTarget = [&](const Expr *Operand) { return keyOf(Operand, Context) == Key; };
      if (auto *Mine = find_if(All, IsTarget); Mine != All.end()) {
        const bool Leads = Mine == All.begin();
        All.erase(Mine);
        Operands.append(All);
        if (!Leads && !T->isIntegerType() && !extremumOfC(Inner)) {
          std::string Name = Kind == ReductionKind::Min ? "std::min" : "std::max";
          for (const Expr *Operand : Operands)
            expression(Operand);
          problem(
              "loop-scalar", Inner,
              "'" + Name +
                  "' takes its first argument of two equal values, which would be the later one; write '" +
                  Name + "(" + (Inner->getNumArgs() == 1 ? "{" : "") + sourceText(bare(Target), Context) +
                  (Inner->getNumArgs() == 1 ? ", ...})'" : ", ...)'"));
          return true;
        }
        return Take(Kind, Operands);
      }
      auto *Next = dyn_cast<CallExpr>(First);
      if (!Next || extremum(Next) != Kind)
        break;
      Operands.append(std::next(All.begin()), All.end());
      Inner = Next;
    }
  }
  // e < s ? e : s
  if (auto *Conditional = dyn_cast<ConditionalOperator>(E))
    if (auto C = asComparison(Conditional->getCond())) {
      const std::string Less = keyOf(C->Less, Context), More = keyOf(C->More, Context);
      const std::string True = keyOf(Conditional->getTrueExpr(), Context),
                        False = keyOf(Conditional->getFalseExpr(), Context);
      if ((Less == Key || More == Key) && Less != More &&
          ((True == Less && False == More) || (True == More && False == Less))) {
        const auto Kind = True == Less ? ReductionKind::Min : ReductionKind::Max;
        const Expr *Operand = Less == Key ? C->More : C->Less;
        // The value before stays where neither is less.
        const bool Keeps = C->Strict ? False == Key : True == Key;
        if (!T->isIntegerType() && (!Keeps || !C->Strict)) {
          expression(Operand);
          problem("loop-scalar", E,
                  quoted(E) + " takes the later of equal values; write '" +
                      sourceText(bare(Operand), Context) + (Kind == ReductionKind::Min ? " < " : " > ") +
                      sourceText(bare(Target), Context) + " ? ...'");
          return true;
        }
        return Take(Kind, {Operand});
      }
    }
  // found = true
  if (T->isBooleanType() && !E->isValueDependent() && E->isEvaluatable(Context)) {
    bool Constant = false;
    if (E->EvaluateAsBooleanCondition(Constant, Context))
      return Take(Constant ? ReductionKind::LogicalOr : ReductionKind::LogicalAnd, {});
  }
  return false;
}

/// if (e < s) s = e;  if (e < s) { s = e; at = i; }
bool NestReader::conditionalUpdate(const IfStmt *If) {
  if (If->getElse() || If->getConditionVariableDeclStmt() || !If->getCond())
    return false;
  SmallVector<const Stmt *, 4> Body;
  const Stmt *Then = bareStatement(If->getThen());
  if (auto *Compound = dyn_cast<CompoundStmt>(Then))
    Body.append(Compound->body_begin(), Compound->body_end());
  else
    Body.push_back(Then);
  SmallVector<const BinaryOperator *, 4> Assignments;
  for (const Stmt *St : Body) {
    if (isa<NullStmt>(St))
      continue;
    auto *E = dyn_cast<Expr>(St);
    if (!E || !assignments(E, Assignments))
      return false;
  }
  if (!all_of(Assignments, [&](const BinaryOperator *Each) { return isTarget(Each->getLHS()); }))
    return false;
  SmallVector<const Expr *, 4> Conditions;
  conjuncts(If->getCond(), Conditions);
  for (const Expr *&Condition : Conditions) {
    auto C = asComparison(Condition);
    if (!C)
      continue;
    const std::string Less = keyOf(C->Less, Context), More = keyOf(C->More, Context);
    for (const BinaryOperator *&Main : Assignments) {
      const std::string Key = keyOf(Main->getLHS(), Context), Value = keyOf(Main->getRHS(), Context);
      const bool Min = More == Key && Less == Value, Max = Less == Key && More == Value;
      if (Min == Max)
        continue;
      const Expr *Target = Main->getLHS(), *Operand = Min ? C->Less : C->More;
      const bool Located = Assignments.size() > 1;
      QualType T = bare(Target)->getType();
      const Expr *Cond = Condition;
      SaveAndRestore Saved(Part, Lambdas ? Part : If);
      for (const Expr *Other : Conditions)
        if (Other != Cond)
          expression(Other);
      expression(Operand);
      expression(Main->getRHS()); // the same elements, named once more
      std::vector<OuterVariable> Beside;
      for (const BinaryOperator *Other : Assignments) {
        if (Other == Main)
          continue;
        expression(Other->getRHS());
        const Expr *At = outside(Other->getLHS());
        useSubscripts(At);
        if (QualType Kept = At->getType(); Kept->isPointerType() || holdsPointers(Kept)) {
          problem("loop-scalar", Other->getLHS(),
                  quoted(bare(Other->getLHS())) + " of type " + typeText(Kept.getUnqualifiedType()) +
                      " would be sent to other ranks, where pointers mean nothing; keep an index");
          return true;
        }
        auto *Reference = dyn_cast<DeclRefExpr>(At);
        Beside.push_back({Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr, At, At->getType()});
      }
      if (!C->Strict && (Located || !T->isIntegerType())) {
        problem("loop-scalar", bare(Cond),
                "condition " + quoted(Cond) + " takes the last of equal values; compare with '" +
                    (dyn_cast<BinaryOperator>(bare(Cond))->getOpcode() == BO_LE ? "<" : ">") + "'");
        return true;
      }
      if (Located && Operand->IgnoreParenImpCasts()->getType()->isFloatingType() && T->isFloatingType() &&
          Context.getTypeSize(Operand->IgnoreParenImpCasts()->getType()) > Context.getTypeSize(T)) {
        problem("loop-scalar", Target,
                quoted(bare(Target)) + " of type " + typeText(T) + " rounds " + quoted(Operand) +
                    ", and so loses which value came first");
        return true;
      }
      if (fits(Target, Min ? ReductionKind::Min : ReductionKind::Max, {Operand}))
        record(Target, Min ? ReductionKind::Min : ReductionKind::Max, If, std::move(Beside));
      return true;
    }
  }
  return false;
}

} // namespace njmpi
