// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's expressions, as in C.
#include "facts/executor.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Sema/Sema.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

/// The literal for an argument of a template may be negative.
static Value integerOf(const IntegerLiteral *E) {
  const APInt &Bits = E->getValue();
  const bool Signed = E->getType()->isSignedIntegerOrEnumerationType();
  return Value::integer(Signed ? Bits.sextOrTrunc(64).getSExtValue() : Bits.zextOrTrunc(64).getZExtValue());
}

Value Executor::evaluate(const Expr *E) {
  if (!step(E->getExprLoc()))
    return Value();
  if (E->getBeginLoc().isMacroID() || isa<CastExpr>(E))
    if (const Value V = constantOfMpi(E); !V.isUndefined())
      return V;
  if (Context.getLangOpts().CPlusPlus)
    if (const auto V = evaluateCxx(E))
      return *V;
  if (E->isGLValue() && !isa<InitListExpr>(E))
    return load(place(E), E->getType(), E);
  switch (E->getStmtClass()) {
  case Stmt::ParenExprClass:
    return evaluate(cast<ParenExpr>(E)->getSubExpr());
  case Stmt::ConstantExprClass:
    return evaluate(cast<ConstantExpr>(E)->getSubExpr());
  case Stmt::GenericSelectionExprClass:
    return evaluate(cast<GenericSelectionExpr>(E)->getResultExpr());
  case Stmt::ChooseExprClass:
    return evaluate(cast<ChooseExpr>(E)->getChosenSubExpr());
  case Stmt::IntegerLiteralClass:
    return integerOf(cast<IntegerLiteral>(E));
  case Stmt::CharacterLiteralClass:
    return Value::integer(cast<CharacterLiteral>(E)->getValue());
  case Stmt::FloatingLiteralClass:
    return literal(cast<FloatingLiteral>(E)->getValueAsApproximateDouble());
  case Stmt::CXXBoolLiteralExprClass:
    return Value::integer(cast<CXXBoolLiteralExpr>(E)->getValue());
  case Stmt::GNUNullExprClass:
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
    return Value::integer(0);
  case Stmt::DeclRefExprClass: {
    const ValueDecl *D = cast<DeclRefExpr>(E)->getDecl();
    if (auto *Constant = dyn_cast<EnumConstantDecl>(D))
      return Value::integer(Constant->getInitVal().getExtValue());
    if (auto *F = dyn_cast<FunctionDecl>(D)) {
      Value V;
      V.Kind = ValueKind::Function;
      V.Function = F;
      return V;
    }
    break;
  }
  case Stmt::UnaryExprOrTypeTraitExprClass: {
    auto *Trait = cast<UnaryExprOrTypeTraitExpr>(E);
    if (Trait->getKind() == UETT_SizeOf)
      if (const auto Bytes = bytesOf(Trait->getTypeOfArgument()))
        return Value::integer(*Bytes);
    break;
  }
  case Stmt::UnaryOperatorClass:
    return evaluateUnary(cast<UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return evaluateBinary(cast<BinaryOperator>(E));
  case Stmt::ConditionalOperatorClass: {
    auto *C = cast<ConditionalOperator>(E);
    const bool Taken = truth(C->getCond());
    return Stopped ? Value() : evaluate(Taken ? C->getTrueExpr() : C->getFalseExpr());
  }
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
    return call(cast<CallExpr>(E));
  case Stmt::StmtExprClass: {
    auto *Block = cast<StmtExpr>(E)->getSubStmt();
    Value Last;
    const size_t Outer = Frames.back().Declared.size();
    for (const Stmt *S : Block->body()) {
      if (auto *Inner = dyn_cast<Expr>(S); Inner && S == Block->body_back()) {
        Last = evaluate(Inner);
      } else if (execute(S) != Flow::Next) {
        stop(Ending::GaveUp, E->getBeginLoc());
        break;
      }
    }
    if (!Stopped)
      endScope(Outer);
    return Last;
  }
  case Stmt::CompoundLiteralExprClass:
  case Stmt::InitListExprClass: {
    const Value Where = temporary(E->getType(), E);
    initialize(Where, E->getType(),
               isa<CompoundLiteralExpr>(E) ? cast<CompoundLiteralExpr>(E)->getInitializer() : E);
    return load(Where, E->getType(), nullptr);
  }
  case Stmt::OffsetOfExprClass: {
    Expr::EvalResult Number;
    if (E->EvaluateAsInt(Number, Context))
      return Value::integer(Number.Val.getInt().getExtValue());
    break;
  }
  default:
    if (auto *Cast = dyn_cast<CastExpr>(E))
      return evaluateCast(Cast);
    break;
  }
  for (const Stmt *Child : E->children()) // for what they do
    if (auto *Inner = dyn_cast_or_null<Expr>(Child))
      Inner->isGLValue() ? place(Inner) : evaluate(Inner);
  return Stopped ? Value() : leaf(identity(E, Visits[E]++, 9), E->getType(), E->getExprLoc());
}

Value Executor::evaluateCast(const CastExpr *E) {
  const Expr *From = E->getSubExpr();
  switch (E->getCastKind()) {
  case CK_LValueToRValue:
    return load(place(From), E->getType(), E);
  case CK_ArrayToPointerDecay:
  case CK_LValueBitCast:
    return place(From);
  case CK_FunctionToPointerDecay:
    return evaluate(From);
  case CK_IntegralCast:
  case CK_BooleanToSignedIntegral:
    return truncate(evaluate(From), E->getType());
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean: {
    const Value V = evaluate(From);
    if (V.isInteger())
      return Value::integer(V.Number != 0);
    return V.isSymbol() ? compare(BO_NE, V, Value::integer(0)) : Value::integer(1);
  }
  case CK_NullToPointer:
    evaluate(From);
    return Value::integer(0);
  case CK_IntegralToFloating:
  case CK_FloatingCast:
  case CK_FloatingToIntegral:
  case CK_FloatingToBoolean: {
    const Value V = evaluate(From);
    if (E->getCastKind() == CK_IntegralToFloating && V.isInteger()) {
      Value Whole = V;
      return Whole; // exact as long as it is converted back
    }
    if (E->getCastKind() == CK_FloatingCast || V.isInteger())
      return V;
    return made(identity(unsigned(E->getCastKind()), V.Id, V.Number, 10), V);
  }
  case CK_ToVoid:
    From->isGLValue() ? place(From) : evaluate(From);
    return Value::integer(0);
  default:
    return From->isGLValue() && !E->isGLValue() ? load(place(From), E->getType(), E) : evaluate(From);
  }
}

Value Executor::add(const Value &Pointer, const Value &Index, int64_t Bytes) {
  if (!Pointer.isPointer())
    return Pointer.isSymbol() && Index.isInteger()
               ? Value::symbol(Pointer.Id, Pointer.Number + Index.Number * Bytes)
           : Pointer.isSymbol() ? Value::symbol(identity(Pointer.Id, Index.Id, Index.Number))
                                : Pointer;
  Value V = Pointer;
  V.Name = {};
  if (Index.isInteger())
    V.Number += Index.Number * Bytes;
  else
    V.OffsetKnown = false;
  return V;
}

Value Executor::place(const Expr *E) {
  if (!step(E->getExprLoc()))
    return Value();
  if (Context.getLangOpts().CPlusPlus)
    if (const auto V = placeCxx(E))
      return *V;
  switch (E->getStmtClass()) {
  case Stmt::ParenExprClass:
    return place(cast<ParenExpr>(E)->getSubExpr());
  case Stmt::DeclRefExprClass: {
    const ValueDecl *D = cast<DeclRefExpr>(E)->getDecl();
    if (auto *F = dyn_cast<FunctionDecl>(D)) {
      Value V;
      V.Kind = ValueKind::Function;
      V.Function = F;
      return V;
    }
    if (!isa<VarDecl, BindingDecl>(D))
      return Value::symbol(identity(D, 42));
    const uint64_t Id = variable(D);
    const bool Named =
        isa<BindingDecl>(D) && !object(Id).Cells.empty() && object(Id).Cells[0].Content.isPointer();
    if (Named || (D->getType()->isReferenceType() && !object(Id).Cells.empty()))
      return object(Id).Cells[0].Content;
    return Value::pointer(Id, 0);
  }
  case Stmt::UnaryOperatorClass: {
    auto *U = cast<UnaryOperator>(E);
    if (U->getOpcode() == UO_Deref)
      return evaluate(U->getSubExpr());
    if (U->isIncrementDecrementOp()) {
      evaluateUnary(U);
      return Assigned;
    }
    return place(U->getSubExpr());
  }
  case Stmt::ArraySubscriptExprClass: {
    auto *A = cast<ArraySubscriptExpr>(E);
    const Value Base = evaluate(A->getBase()), Index = evaluate(A->getIdx());
    const auto Bytes = bytesOf(A->getType());
    return add(Base, Bytes ? Index : Value::symbol(0), Bytes.value_or(1));
  }
  case Stmt::MemberExprClass: {
    auto *M = cast<MemberExpr>(E);
    Value Base = M->isArrow()                ? evaluate(M->getBase())
                 : M->getBase()->isGLValue() ? place(M->getBase())
                                             : evaluate(M->getBase());
    if (Base.Kind == ValueKind::Aggregate)
      Base.Kind = ValueKind::Pointer;
    auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl());
    if (auto *V = dyn_cast<VarDecl>(M->getMemberDecl()))
      return Value::pointer(variable(V), 0);
    if (!Field || Field->getParent()->isInvalidDecl() || Field->getParent()->isDependentContext())
      return Value::symbol(identity(E, 11));
    if (Field->isBitField()) { // cells are whole bytes
      stop(Ending::GaveUp, E->getExprLoc());
      return Value();
    }
    const int64_t Offset = Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity();
    const Value At = add(Base, Value::integer(Offset), 1);
    return Field->getType()->isReferenceType()
               ? load(At, Context.getPointerType(Field->getType().getNonReferenceType()), E)
               : At;
  }
  case Stmt::StringLiteralClass:
  case Stmt::PredefinedExprClass: {
    auto [It, New] = LeafObjects.try_emplace(identity(E), 0);
    if (New) {
      Object O;
      O.Key = identity(E);
      O.Type = E->getType();
      O.Bytes = bytesOf(E->getType());
      O.Blurred = O.Outside = true;
      It->second = make(std::move(O));
    }
    return Value::pointer(LeafObjects[identity(E)], 0);
  }
  case Stmt::CompoundLiteralExprClass: {
    const Value Where = temporary(E->getType(), E);
    initialize(Where, E->getType(), cast<CompoundLiteralExpr>(E)->getInitializer());
    return Where;
  }
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass: {
    auto *B = cast<BinaryOperator>(E);
    if (B->getOpcode() == BO_Comma) {
      B->getLHS()->isGLValue() ? place(B->getLHS()) : evaluate(B->getLHS());
      return place(B->getRHS());
    }
    evaluateBinary(B);
    return Assigned;
  }
  case Stmt::ConditionalOperatorClass: {
    auto *C = cast<ConditionalOperator>(E);
    const bool Taken = truth(C->getCond());
    return Stopped ? Value() : place(Taken ? C->getTrueExpr() : C->getFalseExpr());
  }
  default:
    break;
  }
  if (auto *Cast = dyn_cast<CastExpr>(E); Cast && Cast->getSubExpr()->isGLValue())
    return place(Cast->getSubExpr());
  if (isa<CallExpr>(E))
    return call(cast<CallExpr>(E));
  for (const Stmt *Child : E->children())
    if (auto *Inner = dyn_cast_or_null<Expr>(Child))
      Inner->isGLValue() ? place(Inner) : evaluate(Inner);
  return Value::symbol(identity(E, Visits[E]++, 12));
}

Value Executor::evaluateUnary(const UnaryOperator *E) {
  const Expr *Of = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_AddrOf:
    return place(Of);
  case UO_LNot: {
    const Value V = evaluate(Of);
    if (V.isInteger())
      return Value::integer(!V.Number);
    if (!V.isSymbol())
      return V.isUndefined() ? V : Value::integer(0);
    if (auto Found = Comparisons.find(V.Id); Found != Comparisons.end() && V.Number == 0)
      return compare(BinaryOperator::negateComparisonOp(Found->second.Op), Found->second.L, Found->second.R,
                     Found->second.Floating);
    return compare(BO_EQ, V, Value::integer(0));
  }
  case UO_Minus:
  case UO_Not: {
    const Value V = evaluate(Of);
    if (V.isInteger())
      return Value::integer(E->getOpcode() == UO_Minus ? -V.Number : ~V.Number).ofRank(V.OfRank);
    if (const auto Number = Literals.find(V.Id); V.isSymbol() && !V.Number && Number != Literals.end())
      return literal(-Number->second);
    return made(identity(unsigned(E->getOpcode()), V.Id, V.Number, 13), V);
  }
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    const Value Where = place(Of);
    const Value Old = load(Where, Of->getType(), Of);
    const int64_t By = E->isIncrementOp() ? 1 : -1;
    Value New;
    if (Of->getType()->isPointerType())
      New = add(Old, Value::integer(By), bytesOf(Of->getType()->getPointeeType()).value_or(1));
    else if (Old.isInteger())
      New = truncate(Value::integer(Old.Number + By), Of->getType());
    else if (Old.isSymbol())
      New = Value::symbol(Old.Id, Old.Number + By);
    else
      New = Value::symbol(identity(E, Visits[E]++, 14));
    store(Where, Of->getType(), New, Of);
    Assigned = Where;
    return E->isPostfix() ? Old : New;
  }
  case UO_Deref:
    return load(evaluate(Of), E->getType(), E);
  default:
    return evaluate(Of);
  }
}

Value Executor::arithmetic(BinaryOperatorKind Op, const Value &L, const Value &R, QualType Type,
                           QualType LeftType, QualType RightType) {
  return combine(Op, L, R, Type, LeftType, RightType).ofRank(L.OfRank || R.OfRank);
}

Value Executor::combine(BinaryOperatorKind Op, const Value &L, const Value &R, QualType Type,
                        QualType LeftType, QualType RightType) {
  if (BinaryOperator::isComparisonOp(Op))
    return compare(Op, L, R, LeftType->isRealFloatingType(),
                   LeftType->isUnsignedIntegerType() && Context.getIntWidth(LeftType) >= 64);
  if (BinaryOperator::isAdditiveOp(Op)) {
    auto Pointee = [&](QualType T) { return bytesOf(T->getPointeeType()).value_or(1); };
    if (LeftType->isPointerType() && RightType->isPointerType() && Op == BO_Sub) {
      if (L.isPointer() && R.isPointer() && L.Id == R.Id && L.OffsetKnown && R.OffsetKnown)
        return Value::integer((L.Number - R.Number) / std::max<int64_t>(Pointee(LeftType), 1));
      return Value::symbol(identity(L.Id, L.Number, R.Id, R.Number, 16));
    }
    if (LeftType->isPointerType())
      return add(L, Op == BO_Sub && R.isInteger() ? Value::integer(-R.Number) : R, Pointee(LeftType));
    if (RightType->isPointerType())
      return add(R, L, Pointee(RightType));
    if (!Type->isFloatingType()) {
      if (L.isSymbol() && R.isInteger())
        return Value::symbol(L.Id, Op == BO_Add ? L.Number + R.Number : L.Number - R.Number);
      if (L.isInteger() && R.isSymbol() && Op == BO_Add)
        return Value::symbol(R.Id, L.Number + R.Number);
      if (L.isSymbol() && R.isSymbol() && L.Id == R.Id && Op == BO_Sub)
        return Value::integer(L.Number - R.Number);
    }
  }
  if (L.isInteger() && R.isInteger()) {
    const int64_t A = L.Number, B = R.Number;
    int64_t N = 0;
    bool Good = true;
    const bool Huge = Type->isUnsignedIntegerType() && (A < 0 || B < 0); // what int64_t does not hold
    switch (Op) {
    case BO_Add:
      Good = !__builtin_add_overflow(A, B, &N);
      break;
    case BO_Sub:
      Good = !__builtin_sub_overflow(A, B, &N);
      break;
    case BO_Mul:
      Good = !__builtin_mul_overflow(A, B, &N);
      break;
    case BO_Div:
      Good = B != 0 && !Huge && !(A == INT64_MIN && B == -1) && (!Type->isFloatingType() || A % B == 0);
      N = Good ? A / B : 0;
      break;
    case BO_Rem:
      Good = B != 0 && B != -1 && !Huge;
      N = Good ? A % B : 0;
      break;
    case BO_And:
      N = A & B;
      break;
    case BO_Or:
      N = A | B;
      break;
    case BO_Xor:
      N = A ^ B;
      break;
    case BO_Shl:
      Good = B >= 0 && B < 63;
      N = Good ? int64_t(uint64_t(A) << B) : 0;
      break;
    case BO_Shr:
      Good = B >= 0 && B < 63 && !Huge;
      N = Good ? A >> B : 0;
      break;
    default:
      Good = false;
    }
    if (Good)
      return Type->isIntegralOrEnumerationType() ? truncate(Value::integer(N), Type) : Value::integer(N);
  }
  if (Op == BO_Mul && ((L.isInteger() && L.Number == 0) || (R.isInteger() && R.Number == 0)))
    return Value::integer(0);
  const Value Result = made(
      identity(unsigned(Op), unsigned(L.Kind), L.Id, L.Number, unsigned(R.Kind), R.Id, R.Number, 18), L, R);
  if ((Op == BO_Div || Op == BO_Rem) && Type->isIntegerType() && L.Name == RankName && R.isSymbol() &&
      !R.Number)
    Lines[Result.Id] = {R.Id, Op == BO_Rem};
  return Result;
}

Value Executor::evaluateBinary(const BinaryOperator *E) {
  const Expr *L = E->getLHS(), *R = E->getRHS();
  const BinaryOperatorKind Op = E->getOpcode();
  if (E->isPtrMemOp()) { // which member is not followed
    stop(Ending::GaveUp, E->getExprLoc());
    return Value();
  }
  if (Op == BO_Comma) {
    L->isGLValue() ? place(L) : evaluate(L);
    return R->isGLValue() ? load(place(R), R->getType(), R) : evaluate(R);
  }
  if (Op == BO_LAnd || Op == BO_LOr) {
    const Value First = evaluate(L);
    if (Stopped)
      return Value();
    // The whole is one question only if its second half has no effects; otherwise each half is one.
    const bool Taken = decide(First, L->getExprLoc());
    if (Taken == (Op == BO_LOr))
      return Value::integer(Taken);
    const Value Second = evaluate(R);
    return Second.isInteger()                          ? Value::integer(Second.Number != 0)
           : Second.isSymbol() || Second.isUndefined() ? Second
                                                       : Value::integer(1);
  }
  if (Op == BO_Assign) {
    const Value V = R->isGLValue() ? load(place(R), R->getType(), R) : evaluate(R);
    const Value Where = place(L);
    store(Where, L->getType(), V, E);
    Assigned = Where;
    return V;
  }
  if (E->isCompoundAssignmentOp()) {
    const Value V = evaluate(R);
    const Value Where = place(L);
    const Value Old = load(Where, L->getType(), L);
    const auto *Compound = cast<CompoundAssignOperator>(E);
    const Value New = arithmetic(BinaryOperator::getOpForCompoundAssignment(Op), Old, V,
                                 Compound->getComputationResultType(), L->getType(), R->getType());
    store(Where, L->getType(),
          L->getType()->isIntegralOrEnumerationType() ? truncate(New, L->getType()) : New, E);
    Assigned = Where;
    return New;
  }
  const Value A = evaluate(L), B = evaluate(R);
  const SaveAndRestore Guarded(
      Guards,
      Guards && !(E->isComparisonOp() && (A.Name == SizeName ? counts(R) : B.Name == SizeName && counts(L))));
  return Stopped ? Value() : arithmetic(Op, A, B, E->getType(), L->getType(), R->getType());
}

} // namespace njmpi::execution
