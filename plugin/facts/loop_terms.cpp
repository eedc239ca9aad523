// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/loop_terms.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

std::string addressKey(const void *P) { return std::to_string(reinterpret_cast<uintptr_t>(P)); }

std::string listKey(const Stmt *S, const ASTContext &Context) {
  std::string Key = "(";
  for (const Stmt *Child : S->children())
    if (auto *E = dyn_cast_or_null<Expr>(Child))
      Key += keyOf(E, Context) + ",";
  return Key + ")";
}

/// To a type of few bits, in which numbers of a loop wrap around.
bool isNarrow(const CastExpr *Cast) {
  if (auto *Reference = dyn_cast<ExplicitCastExpr>(Cast); Reference && Reference->isGLValue())
    return false;
  auto Bits = [](QualType T) -> unsigned {
    auto *Builtin = T->getAs<BuiltinType>();
    if (auto *Enum = T->getAs<EnumType>())
      Builtin = Enum->getDecl()->getIntegerType().isNull()
                    ? nullptr
                    : Enum->getDecl()->getIntegerType()->getAs<BuiltinType>();
    switch (Builtin ? Builtin->getKind() : BuiltinType::Int) {
    case BuiltinType::Bool:
      return 1;
    case BuiltinType::Char_S:
    case BuiltinType::Char_U:
    case BuiltinType::SChar:
    case BuiltinType::UChar:
    case BuiltinType::Char8:
      return 8;
    case BuiltinType::Short:
    case BuiltinType::UShort:
    case BuiltinType::Char16:
      return 16;
    default:
      return 32;
    }
  };
  const QualType To = Cast->getType(), From = Cast->getSubExpr()->getType();
  return To->isIntegralOrEnumerationType() && From->isIntegralOrEnumerationType() && Bits(To) < Bits(From);
}

bool isIntegerCast(const ExplicitCastExpr *Cast) {
  QualType To = Cast->getType(), From = Cast->getSubExpr()->getType();
  return To->isIntegerType() && From->isIntegerType() && !To->isBooleanType() && !isNarrow(Cast);
}

} // namespace

bool anyWithin(const Stmt *S, function_ref<bool(const Stmt *)> Holds) {
  return S && (Holds(S) || any_of(S->children(), [&](const Stmt *Child) { return anyWithin(Child, Holds); }));
}

std::string sourceText(const Stmt *S, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  if (auto *Member = dyn_cast<MemberExpr>(S);
      Member && Member->getMemberLoc().isInvalid()) { // nowhere written
    const Expr *Base = bare(Member->getBase());
    return (isa<CXXThisExpr>(Base) ? "" : sourceText(Base, Context) + (Member->isArrow() ? "->" : ".")) +
           Member->getMemberDecl()->getNameAsString();
  }
  CharSourceRange Range = CharSourceRange::getTokenRange(S->getSourceRange());
  if (S->getBeginLoc().isMacroID() || S->getEndLoc().isMacroID())
    Range = SM.getExpansionRange(Range);
  std::string Line;
  for (char C : Lexer::getSourceText(Lexer::makeFileCharRange(Range, SM, Context.getLangOpts()), SM,
                                     Context.getLangOpts()))
    if (!isspace(static_cast<unsigned char>(C)))
      Line += C;
    else if (!Line.empty() && Line.back() != ' ')
      Line += ' ';
  return Line;
}

namespace {

/// std::move(x) and its like: x.
const Expr *passedOn(const CallExpr *E) {
  const FunctionDecl *F = E->getDirectCallee();
  const bool Passes = F && E->getNumArgs() == 1 && F->getIdentifier() && F->isInStdNamespace() &&
                      is_contained({"move", "forward", "as_const", "move_if_noexcept"}, F->getName());
  return Passes ? E->getArg(0) : nullptr;
}

} // namespace

const Stmt *bareStatement(const Stmt *S) {
  while (auto *Attributed = dyn_cast<AttributedStmt>(S))
    S = Attributed->getSubStmt();
  return S;
}

const Expr *bare(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParenImpCasts();
    if (auto *Cleanups = dyn_cast<ExprWithCleanups>(Inner))
      Inner = Cleanups->getSubExpr();
    else if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bound->getSubExpr();
    else if (auto *Constant = dyn_cast<ConstantExpr>(Inner))
      Inner = Constant->getSubExpr();
    else if (auto *Substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(Inner))
      Inner = Substituted->getReplacement();
    else if (auto *Default = dyn_cast<CXXDefaultArgExpr>(Inner))
      Inner = Default->getExpr();
    else if (auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(Inner))
      Inner = Rewritten->getSemanticForm();
    else if (auto *Cast = dyn_cast<ExplicitCastExpr>(Inner); Cast && isIntegerCast(Cast))
      Inner = Cast->getSubExpr();
    else if (auto *Call = dyn_cast<CallExpr>(Inner); Call && passedOn(Call))
      Inner = passedOn(Call);
    else if (auto *List = dyn_cast<InitListExpr>(Inner);
             List && List->getNumInits() == 1 && List->getType()->isScalarType())
      Inner = List->getInit(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
}

bool narrows(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    auto *Cast = dyn_cast<CastExpr>(E);
    if (!Cast || isNarrow(Cast))
      return Cast;
    E = Cast->getSubExpr();
  }
}

const Expr *boundTo(const ValueDecl *D) {
  if (auto *Binding = dyn_cast<BindingDecl>(D))
    return Binding->getBinding();
  auto *Variable = dyn_cast<VarDecl>(D);
  if (!Variable || isa<ParmVarDecl>(Variable) || !Variable->getType()->isReferenceType() ||
      !Variable->hasInit() || Variable->isCXXForRangeDecl())
    return nullptr;
  return bare(Variable->getInit());
}

std::string keyOf(const ValueDecl *D) { return "v" + addressKey(D->getCanonicalDecl()); }

namespace {

std::string memberKey(std::string Base, const MemberExpr *Member) {
  if (Member->isArrow())
    Base = StringRef(Base).starts_with("&") ? Base.substr(1) : "*" + Base;
  return Base;
}

} // namespace

const MemberExpr *memberAccessed(const Expr *E) {
  auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || Method->isVirtual() || Call->getNumArgs() || !E->isLValue() ||
      !isa<MemberExpr>(Call->getCallee()->IgnoreParens()))
    return nullptr;
  auto *Body = dyn_cast_or_null<CompoundStmt>(Method->getBody());
  auto *Return = Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  auto *Whole = Return && Return->getRetValue() ? dyn_cast<MemberExpr>(bare(Return->getRetValue())) : nullptr;
  for (const MemberExpr *Part = Whole; Part; Part = dyn_cast<MemberExpr>(bare(Part->getBase()))) {
    if (!isa<FieldDecl>(Part->getMemberDecl()) || Part->getMemberDecl()->getType()->isReferenceType())
      return nullptr;
    if (isa<CXXThisExpr>(bare(Part->getBase())))
      return Whole;
    if (Part->isArrow())
      return nullptr;
  }
  return nullptr;
}

/// What memberAccessed found, of the object that the function was called for.
static std::string accessedKey(const MemberExpr *Member, const std::string &Object) {
  auto *Base = dyn_cast<MemberExpr>(bare(Member->getBase()));
  return (Base ? accessedKey(Base, Object) : Object) + "." +
         addressKey(Member->getMemberDecl()->getCanonicalDecl());
}

std::string keyOf(const Expr *E, const ASTContext &Context) {
  E = bare(E);
  if (!E->isValueDependent() && E->getType()->isIntegralOrEnumerationType() && !E->isLValue()) {
    Expr::EvalResult Value;
    if (E->EvaluateAsInt(Value, Context))
      return "#" + toString(Value.Val.getInt(), 10);
  }
  if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const ValueDecl *D = Reference->getDecl();
    if (const Expr *Init = boundTo(D); Init && Init->isLValue())
      return keyOf(Init, Context);
    return keyOf(D);
  }
  if (auto *Member = dyn_cast<MemberExpr>(E)) {
    if (isa<VarDecl>(Member->getMemberDecl()))
      return keyOf(Member->getMemberDecl());
    return memberKey(keyOf(Member->getBase(), Context), Member) + "." +
           addressKey(Member->getMemberDecl()->getCanonicalDecl());
  }
  if (const MemberExpr *Member = memberAccessed(E)) {
    auto *Callee = cast<MemberExpr>(cast<CallExpr>(E)->getCallee()->IgnoreParens());
    return accessedKey(Member, memberKey(keyOf(Callee->getBase(), Context), Callee));
  }
  if (isa<CXXThisExpr>(E))
    return "this";
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && !Unary->isIncrementDecrementOp()) {
    std::string Sub = keyOf(Unary->getSubExpr(), Context);
    if (Unary->getOpcode() == UO_Deref)
      return StringRef(Sub).starts_with("&") ? Sub.substr(1) : "*" + Sub;
    if (Unary->getOpcode() == UO_AddrOf)
      return StringRef(Sub).starts_with("*") ? Sub.substr(1) : "&" + Sub;
    return UnaryOperator::getOpcodeStr(Unary->getOpcode()).str() + Sub;
  }
  if (auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    // What a pointer points to is no part of it.
    return (bare(Element->getBase())->getType()->isPointerType() ? "*" : "") +
           keyOf(Element->getBase(), Context) + "[" + keyOf(Element->getIdx(), Context) + "]";
  if (auto *Binary = dyn_cast<BinaryOperator>(E); Binary && !Binary->isAssignmentOp())
    return BinaryOperator::getOpcodeStr(Binary->getOpcode()).str() + listKey(E, Context);
  if (auto *Floating = dyn_cast<FloatingLiteral>(E))
    return "#" + std::to_string(Floating->getValueAsApproximateDouble());
  if (isa<CallExpr, ConditionalOperator, CXXConstructExpr>(E))
    return E->getStmtClassName() + listKey(E, Context);
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return "cast" + addressKey(Cast->getType().getCanonicalType().getAsOpaquePtr()) +
           keyOf(Cast->getSubExpr(), Context);
  return "?" + addressKey(E);
}

Polynomial Polynomial::number(int64_t Value) {
  Polynomial P;
  if (Value)
    P.Sum[{}] = Value;
  return P;
}

Polynomial Polynomial::atom(Atom A) {
  Polynomial P;
  P.Sum[{std::move(A)}] = 1;
  return P;
}

void Polynomial::add(const Polynomial &Other, int64_t Factor) {
  for (const auto &[Product, Coefficient] : Other.Sum)
    if ((Sum[Product] += Factor * Coefficient) == 0)
      Sum.erase(Product);
}

Polynomial Polynomial::times(const Polynomial &Other) const {
  Polynomial Result;
  for (const auto &[A, X] : Sum)
    for (const auto &[B, Y] : Other.Sum) {
      std::vector<Atom> Product = A;
      Product.insert(Product.end(), B.begin(), B.end());
      llvm::sort(Product);
      Polynomial One;
      One.Sum[std::move(Product)] = X * Y;
      Result.add(One);
    }
  return Result;
}

std::optional<int64_t> Polynomial::asNumber() const {
  if (Sum.empty())
    return 0;
  if (Sum.size() == 1 && Sum.begin()->first.empty())
    return Sum.begin()->second;
  return std::nullopt;
}

bool Polynomial::movesWith(int Level) const {
  return any_of(Sum, [&](const auto &Product) {
    return any_of(Product.first, [&](const Atom &A) { return A.Level == Level; });
  });
}

bool Polynomial::isInvariant() const {
  return none_of(Sum, [](const auto &Product) {
    return any_of(Product.first, [](const Atom &A) { return A.Level >= 0; });
  });
}

namespace {

Product asProduct(ArrayRef<Atom> Atoms, int64_t Coefficient) {
  Product P;
  P.Coefficient = Coefficient;
  for (const Atom &A : Atoms) {
    P.Factors.push_back(A.E);
    P.Key += A.Key + "*";
  }
  return P;
}

/// Adds Coefficient times the atoms to what does not move in a subscript.
void addTerm(Subscript &Into, ArrayRef<Atom> Atoms, int64_t Coefficient) {
  if (Atoms.empty())
    Into.Constant += Coefficient;
  else
    Into.Terms.push_back(asProduct(Atoms, Coefficient));
}

} // namespace

std::optional<Subscript> asSubscript(const Polynomial &P, const Expr *Whole) {
  Subscript S;
  S.Whole = Whole;
  for (const auto &[Atoms, Coefficient] : P.Sum) {
    auto Moves = [](const Atom &A) { return A.Level >= 0; };
    if (none_of(Atoms, Moves)) {
      addTerm(S, Atoms, Coefficient);
      continue;
    }
    if (Atoms.size() != 1 || S.Level >= 0)
      return std::nullopt;
    S.Level = Atoms.front().Level;
    S.Factor = Coefficient;
  }
  return S;
}

std::optional<std::vector<Subscript>> asLinear(const Polynomial &P, const Expr *Whole) {
  std::vector<Subscript> Parts;
  std::vector<std::vector<Atom>> Scales; // of the parts
  auto Moves = [](const Atom &A) { return A.Level >= 0; };
  for (const auto &[Atoms, Coefficient] : P.Sum) {
    if (count_if(Atoms, Moves) == 0)
      continue;
    if (count_if(Atoms, Moves) > 1)
      return std::nullopt;
    Subscript S;
    S.Whole = Whole;
    S.Level = find_if(Atoms, Moves)->Level;
    S.Factor = 1;
    if (any_of(Parts, [&](const Subscript &Other) { return Other.Level == S.Level; }))
      return std::nullopt;
    std::vector<Atom> Scale;
    copy_if(Atoms, std::back_inserter(Scale), [&](const Atom &A) { return A.Level < 0; });
    int64_t Size = Coefficient;
    if (Scale.empty() && Coefficient < 0) {
      S.Factor = -1;
      Size = -Coefficient;
    }
    S.Scale = asProduct(Scale, Size);
    Parts.push_back(std::move(S));
    Scales.push_back(std::move(Scale));
  }
  // What does not move goes to the part with the largest scale that divides it.
  Subscript Rest;
  Rest.Whole = Whole;
  for (const auto &[Atoms, Coefficient] : P.Sum) {
    if (count_if(Atoms, Moves) != 0)
      continue;
    int Best = -1;
    std::vector<Atom> BestRest;
    for (size_t I = 0; I != Parts.size(); ++I) {
      std::vector<Atom> Left = Atoms;
      bool Divides = Coefficient % Parts[I].Scale.Coefficient == 0;
      for (const Atom &A : Scales[I]) {
        auto It = find_if(Left, [&](const Atom &B) { return A.Key == B.Key; });
        if (It == Left.end()) {
          Divides = false;
          break;
        }
        Left.erase(It);
      }
      if (!Divides)
        continue;
      bool Larger = Best < 0 || Scales[I].size() > Scales[Best].size() ||
                    (Scales[I].size() == Scales[Best].size() &&
                     Parts[I].Scale.Coefficient > Parts[Best].Scale.Coefficient);
      if (Larger) {
        Best = I;
        BestRest = std::move(Left);
      }
    }
    if (Best < 0)
      addTerm(Rest, Atoms, Coefficient);
    else
      addTerm(Parts[Best], BestRest, Coefficient / Parts[Best].Scale.Coefficient);
  }
  if (Parts.empty() || Rest.Constant || !Rest.Terms.empty())
    Parts.push_back(std::move(Rest));
  return Parts;
}

std::optional<int64_t> Subscript::minus(const Subscript &Other) const {
  if (!movesLike(Other))
    return std::nullopt;
  std::map<std::string, int64_t> Rest;
  for (const Product &P : Terms)
    Rest[P.Key] += P.Coefficient;
  for (const Product &P : Other.Terms)
    Rest[P.Key] -= P.Coefficient;
  for (const auto &[Key, Coefficient] : Rest)
    if (Coefficient)
      return std::nullopt;
  return Constant - Other.Constant;
}

} // namespace njmpi
