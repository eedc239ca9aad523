// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays of the nest, and the accesses to them.
#include "facts/loop_reader.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

unsigned NestReader::arrayOf(const Place &P, QualType Element) {
  for (auto [I, A] : enumerate(L.Arrays))
    if (A.Key == P.Key) {
      A.Dimensions = std::max<unsigned>(A.Dimensions, P.Steps.size());
      return I;
    }
  Array A{P.IsField ? ArrayKind::Field : ArrayKind::Replicated,
          P.Base,
          P.Variable,
          P.Key,
          P.Within,
          Element.getNonReferenceType(),
          unsigned(P.Steps.size()),
          false,
          false};
  if (auto *Variable = dyn_cast_or_null<VarDecl>(P.Variable))
    if (QualType T = Variable->getType(); !T->isReferenceType() && !T->isPointerType() && !isViewClass(T))
      A.IsObject = !isa<ParmVarDecl>(Variable) || !T->isArrayType();
  A.IsHidden = isHidden(A);
  if (!Holders.empty() && !isHere(P.Base)) {
    A.Call = Holders.back();
    A.Holder = Holders.back()->getArg(0);
  }
  L.Arrays.push_back(std::move(A));
  return L.Arrays.size() - 1;
}

/// The field of which an expression gives this rank's part: f.data(), f.local(), and what is made of them.
static const Expr *fieldBehind(const Stmt *S, unsigned Depth = 0) {
  auto *E = dyn_cast_or_null<Expr>(S);
  if (!S || Depth > 16 || (E && E->getType()->isArithmeticType()))
    return nullptr;
  // What has memory of its own holds copies, and what a function makes of it may be anything.
  if (QualType T = E ? E->getType().getNonReferenceType() : QualType();
      E && isArrayClass(T) && !isViewClass(T))
    return nullptr;
  if (auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
    const Expr *Object = Call->getImplicitObjectArgument();
    if (const StringRef Name = methodName(Call); Object && (Name == "data" || Name == "local")) {
      QualType T = Object->getType();
      if (isFieldType(T->isPointerType() ? T->getPointeeType() : T))
        return Object;
    }
  }
  if (auto *Call = dyn_cast<CallExpr>(S);
      Call && !(Call->getDirectCallee() && isStdFunction(Call->getDirectCallee())))
    return nullptr;
  if (auto *Named = dyn_cast<DeclRefExpr>(S))
    if (auto *Variable = dyn_cast<VarDecl>(Named->getDecl());
        Variable && Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable))
      return fieldBehind(Variable->getInit(), Depth + 1);
  for (const Stmt *Child : S->children())
    if (const Expr *Found = fieldBehind(Child, Depth + 1))
      return Found;
  return nullptr;
}

/// An access to P by E, which may be a part of the element.
void NestReader::access(const Place &P, const Expr *E, Use U) {
  const Expr *Where = P.Where ? P.Where : E;
  Access A;
  Flattened Flat = flattenArrays(Context, bare(Where)->getType().getNonReferenceType());
  A.Array = arrayOf(P, P.IsField ? bare(Where)->getType() : Flat.Element);
  A.Where = Where;
  A.Count = P.IsField ? 1 : Flat.Count;
  A.Member = P.Member;
  A.Base = P.Base;
  A.Read = U != Use::Write;
  A.Write = U != Use::Read;
  const size_t Before = L.Accesses.size();
  if (!isHere(P.Base) && Calls.empty() && (P.IsField || A.Write))
    problem(
        "loop-access", Where,
        (P.IsField ? "field " : "") + quoted(P.Base) + (P.IsField ? " is named" : " is written") +
            " in a lambda that the kernel is given, and has no name in the kernel; hand it to the kernel");
  else if (const Expr *Field = P.IsField ? nullptr : fieldBehind(P.Base))
    problem("loop-access", Where,
            quoted(P.Base) + " is memory of this rank's part of field " + quoted(Field) +
                ", in which indices of the nest mean nothing; name elements of the field");
  else if (P.IsField)
    accessField(A, P);
  else
    accessReplicated(A, P);
  if (L.Accesses.size() != Before) {
    L.Arrays[A.Array].Read = true;
    return;
  }
  L.Arrays[A.Array].Written |= A.Write;
  L.Arrays[A.Array].Read |= A.Read;
  recordAccess(std::move(A));
}

void NestReader::recordAccess(Access A) {
  if (L.Arrays[A.Array].Kind == ArrayKind::Field && isElsewhere(A.Where)) {
    A.InFunction = true;
    A.Call = Calls.empty() ? nullptr : Calls.front();
    Expanded.insert(A.Where);
  }
  // In a lambda that is called twice, one expression names two elements.
  for (const Access &Before : L.Accesses)
    if (Lambdas && Before.Where == A.Where && L.Arrays[A.Array].Kind == ArrayKind::Field &&
        !sameElement(Before, A))
      Expanded.insert(A.Where);
  L.Accesses.push_back(std::move(A));
  Parts.push_back(Part);
  Holding.push_back(Conditions);
}

/// What is subtracted from an index of an unsigned type that is shorter than an address.
void NestReader::addSubscript(Access &A, Subscript S) {
  QualType T = bare(S.Whole)->getType();
  A.WithoutSign |= S.Level >= 0 && T->isUnsignedIntegerType() && Context.getTypeSize(T) >= 32 &&
                   Context.getTypeSize(T) < 64 && (S.Constant < 0 || S.Factor < 0 || !S.Terms.empty());
  // In the first iteration, if nothing keeps it from being run.
  if (A.WithoutSign && S.Terms.empty() && S.Factor == 1 && Conditions.empty() && Guards.empty() &&
      Exits.empty() &&
      all_of(Path, [&](const Stmt *Outer) { return isa<ForStmt>(Outer) && !Counted.empty(); })) {
    const Level &Of = L.level(S.Level);
    auto First = Of.First && !Of.Descending ? polynomial(Of.First) : std::nullopt;
    if (auto Number = First ? First->asNumber() : std::nullopt;
        Number && *Number >= 0 && *Number + S.Constant < 0)
      problem("loop-access", A.Where,
              "subscript " + quoted(S.Whole) + " of " + quoted(A.Where) + " is computed in " + typeText(T) +
                  ", where it is a large number in the first iteration; count '" + Of.Index->getName() +
                  "' in a signed type");
  }
  A.Subscripts.push_back(std::move(S));
}

void NestReader::accessField(Access &A, const Place &P) {
  if (!isInvariant(P.Base)) {
    problem("loop-access", A.Where,
            "which field " + quoted(P.Base) + " is changes from iteration to iteration");
    return;
  }
  if (A.Write && isElsewhere(A.Where)) {
    problem(
        "loop-access", A.Where,
        "field " + quoted(P.Base) + " is written in " +
            (Calls.empty() ? "a lambda that is written outside the loop" : "a function that the loop calls"));
    return;
  }
  if (!A.Write && expand(A, P))
    return;
  for (const Place::Step &Step : P.Steps) {
    const Expr *Whole = Step.Added.front();
    auto Sum = polynomial(Step);
    auto Found = Sum ? asSubscript(*Sum, Whole) : std::nullopt;
    if (Found && !Calls.empty() && any_of(Found->Terms, [&](const Product &Term) {
          return any_of(Term.Factors, [&](const Expr *E) {
            return !K.Function->getSourceRange().fullyContains(E->getSourceRange());
          });
        })) {
      problem("loop-access", A.Where,
              "subscript " + quoted(Whole) + " of " + quoted(A.Where) +
                  " is computed from what only the function names; pass it to the function");
      return;
    }
    if (Found) {
      addSubscript(A, std::move(*Found));
      continue;
    }
    A.Subscripts.clear();
    if (A.Write) {
      problem("loop-access", A.Where,
              "subscript " + quoted(Whole) + " of " + quoted(A.Where) +
                  (Sum ? ", which is written, names more than one index"
                       : ", which is written, is not an index of the nest plus a constant"));
      return;
    }
    A.WithoutSign = false;
    if (isElsewhere(A.Where))
      problem("loop-access", A.Where,
              "subscript " + quoted(Whole) + " of " + quoted(A.Where) +
                  " is not an index of the nest plus a constant, and can be listed only where it stands in "
                  "the loop");
    else
      indirect(A, P);
    return;
  }
}

void NestReader::accessReplicated(Access &A, const Place &P) {
  if (QualType T = L.Arrays[A.Array].Element; A.Write && !P.Scattered && holdsPointers(T)) {
    problem("loop-access", A.Where,
            "elements of " + quoted(P.Base) + " of type " + typeText(T.getUnqualifiedType()) +
                " would be sent to other ranks, where the pointers in them mean nothing");
    return;
  }
  if (P.Scattered && A.Write) {
    problem("loop-access", A.Where,
            "the elements of " + quoted(P.Base) + ", which are written, are not contiguous in memory");
    return;
  }
  // From the last dimension to the first: the extents on the right multiply.
  SmallVector<std::vector<Subscript>, 4> Dimensions;
  int64_t Size = A.Count;
  bool Known = true;
  for (const Place::Step &Step : reverse(P.Steps)) {
    const Expr *Whole = Step.Added.empty() ? A.Where : Step.Added.front();
    auto Sum = polynomial(Step);
    auto Linear = Sum ? asLinear(*Sum, Whole) : std::nullopt;
    if (!Linear) {
      Known = false;
      break;
    }
    for (Subscript &Part : *Linear) {
      Part.Scale.Coefficient *= Size;
      Part.Dimension = Step.Dimension;
    }
    Dimensions.push_back(std::move(*Linear));
    if (Step.Extent)
      Size *= *Step.Extent;
  }
  if (!Known) {
    if (A.Write)
      problem("loop-access", A.Where,
              "cannot tell which element of " + quoted(P.Base) + " is written by " + quoted(A.Where));
    A.Unknown = true;
    return;
  }
  for (auto &Parts : reverse(Dimensions))
    for (Subscript &Part : Parts)
      A.Subscripts.push_back(std::move(Part));
}

/// a[k * n + j] beside a[i * n + j]: k counts rows there, too, so that the two can be compared part by part.
void NestReader::alignScales() {
  auto Fits = [](const Subscript &X, const Subscript &Y) {
    return X.Scale.Key == Y.Scale.Key && X.Scale.Coefficient == Y.Scale.Coefficient &&
           X.Dimension == Y.Dimension;
  };
  // What is left of a product that is divided by a scale.
  auto Divided = [&](const Product &P, const Product &By) -> std::optional<Product> {
    if (P.Coefficient % By.Coefficient != 0)
      return std::nullopt;
    Product Rest;
    Rest.Coefficient = P.Coefficient / By.Coefficient;
    Rest.Factors = P.Factors;
    for (const Expr *Factor : By.Factors) {
      auto *It =
          find_if(Rest.Factors, [&](const Expr *E) { return keyOf(E, Context) == keyOf(Factor, Context); });
      if (It == Rest.Factors.end())
        return std::nullopt;
      Rest.Factors.erase(It);
    }
    for (const Expr *E : Rest.Factors)
      Rest.Key += keyOf(E, Context) + "*";
    return Rest;
  };
  for (Access &A : L.Accesses)
    for (const Access &B : L.Accesses) {
      if (A.Array != B.Array || L.Arrays[A.Array].Kind == ArrayKind::Field)
        continue;
      for (Subscript Row : B.Subscripts) {
        if (Row.Level < 0 || Row.Scale.isNumber() ||
            any_of(A.Subscripts, [&](const Subscript &S) { return Fits(S, Row); }))
          continue;
        Row.Level = -1;
        Row.Factor = Row.Constant = 0;
        Row.Terms.clear();
        for (Subscript &S : A.Subscripts) {
          auto Length = Divided(Row.Scale, S.Scale);
          if (!Length || Length->isNumber() || S.Dimension != Row.Dimension)
            continue;
          Row.Whole = S.Whole;
          erase_if(S.Terms, [&](const Product &P) {
            auto Rest = Divided(P, *Length);
            if (Rest && Rest->isNumber())
              Row.Constant += Rest->Coefficient;
            else if (Rest)
              Row.Terms.push_back(std::move(*Rest));
            return Rest.has_value();
          });
        }
        if (Row.Constant || !Row.Terms.empty())
          A.Subscripts.push_back(std::move(Row));
      }
    }
}

namespace {

/// The variables of the body that an expression needs.
void collectVariables(const Stmt *S, const DenseSet<const ValueDecl *> &Private,
                      DenseSet<const ValueDecl *> &Into) {
  if (!S)
    return;
  if (auto *Reference = dyn_cast<DeclRefExpr>(S)) {
    const ValueDecl *D = Reference->getDecl();
    if (auto *Binding = dyn_cast<BindingDecl>(D); Binding && Binding->getDecomposedDecl())
      D = cast<ValueDecl>(Binding->getDecomposedDecl());
    if (Private.contains(D))
      Into.insert(D);
  }
  for (const Stmt *Child : S->children())
    collectVariables(Child, Private, Into);
}

bool namesField(const Stmt *S) {
  if (!S)
    return false;
  if (auto *E = dyn_cast<Expr>(S);
      E && isa<CXXOperatorCallExpr>(E) && isFieldType(cast<CXXOperatorCallExpr>(E)->getArg(0)->getType()))
    return true;
  return any_of(S->children(), namesField);
}

} // namespace

/// What a loop's or an if's own header evaluates.
SmallVector<const Stmt *, 3> NestReader::headerOf(const Stmt *S) {
  if (auto *For = dyn_cast<ForStmt>(S))
    return {For->getInit(), For->getCond(), For->getInc()};
  if (auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return {Range->getRangeInit()};
  return {cast<IfStmt>(S)->getCond()};
}

/// A change of a variable, other than by the header of a loop around.
const Change *NestReader::changeInBody(const ValueDecl *D) const {
  if (Indices.count(D))
    return nullptr;
  return changeOf(keyOf(D), [&](const Change &C) {
    return none_of(Path, [&](const Stmt *Outer) {
      auto *For = dyn_cast<ForStmt>(Outer);
      return For && For->getInc() && For->getInc()->getSourceRange().fullyContains(C.What->getSourceRange());
    });
  });
}

/// Whether a condition can be asked where indices are enumerated: from what the body neither changes nor
/// reads of a field.
bool NestReader::canList(const Expr *Condition) const {
  DenseSet<const ValueDecl *> Needed;
  collectVariables(Condition, Private, Needed);
  bool Can = !namesField(Condition);
  for (const DeclStmt *D : reverse(Declared))
    for (const Decl *Each : D->decls())
      if (auto *Variable = dyn_cast<VarDecl>(Each); Variable && Needed.contains(Variable)) {
        collectVariables(Variable->getInit(), Private, Needed);
        Can = Can && !namesField(Variable->getInit());
      }
  return Can && none_of(Needed, [&](const ValueDecl *D) {
           auto *Variable = dyn_cast<VarDecl>(D);
           return isa<ParmVarDecl>(D) || (Variable && Variable->isInitCapture()) || changeInBody(D);
         });
}

/// x(col[k]): what has to run to enumerate the indices.
void NestReader::indirect(Access &A, const Place &P) {
  for (const Place::Step &Step : P.Steps)
    A.Indirect.push_back(Step.Added.front());
  DenseSet<const ValueDecl *> Needed;
  auto Need = [&](const Stmt *St) {
    collectVariables(St, Private, Needed);
    if (!St || !namesField(St))
      return true;
    problem("loop-access", A.Where,
            "which elements of " + quoted(P.Base) + " are read depends on elements of a field, by " +
                quoted(St));
    return false;
  };
  if (!all_of(A.Indirect, Need))
    return;
  std::vector<const Stmt *> Chain;
  for (const Stmt *Outer : Path) {
    auto *For = dyn_cast<ForStmt>(Outer);
    const bool Ends = !For || For->getCond() || any_of(Exits, [&](const IfStmt *Exit) {
      return isa<BreakStmt>(exitOf(Exit)) && canList(Exit->getCond()) &&
             For->getBody()->getSourceRange().fullyContains(Exit->getSourceRange());
    });
    if (isa<SwitchStmt>(Outer)) {
      problem("loop-access", A.Where,
              "the elements of " + quoted(P.Base) + " that " + quoted(A.Where) +
                  " names in a switch cannot be listed; an 'if' can be");
      return;
    }
    if (isa<WhileStmt, DoStmt>(Outer) || !Ends) {
      problem("loop-access", A.Where,
              "the elements of " + quoted(P.Base) + " that " + quoted(A.Where) +
                  " names in a loop without a known count cannot be listed");
      return;
    }
    // Where only the body knows the condition, the elements of both outcomes are fetched.
    if (auto *If = dyn_cast<IfStmt>(Outer); If && !canList(If->getCond())) {
      A.IsPerhapsRead = true;
      continue;
    }
    for (const Stmt *Part : headerOf(Outer))
      if (!Need(Part))
        return;
    Chain.push_back(Outer);
    if (auto *If = dyn_cast<IfStmt>(Outer))
      A.IsPerhapsRead |= If->getInit() || If->getConditionVariable();
  }
  for (const IfStmt *Exit : Exits) {
    const bool Listed = !Exit->getInit() && !Exit->getConditionVariable() && canList(Exit->getCond());
    A.IsPerhapsRead |= !Listed;
    if (Listed && Need(Exit->getCond()))
      Chain.push_back(Exit);
  }
  for (const Guard &Each : Guards)
    if (!canList(Each.first))
      A.IsPerhapsRead = true;
    else if (Need(Each.first))
      A.Guards.push_back(Each);
  // From the last declaration to the first: each may need earlier ones.
  for (const DeclStmt *D : reverse(Declared))
    for (const Decl *Each : D->decls()) {
      auto *Variable = dyn_cast<VarDecl>(Each);
      if (!Variable || !Needed.contains(Variable) || is_contained(Chain, D))
        continue;
      if (!Need(Variable->getInit()))
        return;
      Chain.push_back(D);
    }
  // The subscript that names a variable; the first if what runs before names it.
  auto NamedIn = [&](const ValueDecl *D) {
    auto *Found = find_if(A.Indirect, [&](const Expr *S) {
      DenseSet<const ValueDecl *> In;
      collectVariables(S, Private, In);
      return In.contains(D);
    });
    return quoted(Found == A.Indirect.end() ? A.Indirect.front() : *Found);
  };
  for (const ValueDecl *D : Needed)
    if (auto *Variable = dyn_cast<VarDecl>(D);
        isa<ParmVarDecl>(D) || (Variable && Variable->isInitCapture())) {
      problem("loop-access", A.Where,
              "subscript " + NamedIn(D) + " of " + quoted(A.Where) + " depends on '" + D->getName() +
                  "', which is known only in a lambda");
      return;
    }
  for (const ValueDecl *D : Needed)
    if (const Change *C = changeInBody(D)) {
      auto &Problem = problem("loop-access", A.Where,
                              "subscript " + NamedIn(D) + " of " + quoted(A.Where) + " depends on '" +
                                  D->getName() + "', which changes in the body");
      Problem.Notes.push_back({C->What->getExprLoc(), "it is changed here"});
      return;
    }
  llvm::sort(Chain, [&](const Stmt *X, const Stmt *Y) {
    return Context.getSourceManager().isBeforeInTranslationUnit(X->getBeginLoc(), Y->getBeginLoc());
  });
  A.Chain = std::move(Chain);
}

} // namespace njmpi
