// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plan/fusion.h"
#include "facts/loop_terms.h"
#include "plan/uses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Loops of one block, with the statements that stand between each and the next.
struct Row {
  const CompoundStmt *Block;
  bool Repeated; ///< the block stands in a loop
  std::vector<LoopPlan *> Loops;
  std::vector<std::vector<const Stmt *>> Between; ///< [I]: after Loops[I]
};

/// `std::max(s, e)`, whose result is read at once.
bool isExtremum(const Stmt *S) {
  auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  return F && F->getIdentifier() && F->isInStdNamespace() && (F->getName() == "min" || F->getName() == "max");
}

/// Whether a variable is named, before a place or anywhere, such that its address may be kept.
class Escape {
  const VarDecl *V;
  SourceLocation Until;
  const SourceManager &SM;

public:
  Escape(const VarDecl *V, SourceLocation Until, const SourceManager &SM) : V(V), Until(Until), SM(SM) {}

  bool in(const Stmt *S) const {
    if (!S)
      return false;
    if (auto *Cast = dyn_cast<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue) {
      const Expr *Read = Cast->getSubExpr()->IgnoreParens();
      if (isExtremum(Read))
        return any_of(cast<CallExpr>(Read)->arguments(),
                      [&](const Expr *Argument) { return !isIt(Argument) && in(Argument); });
      return !isIt(Read) && in(Read);
    }
    if (auto *Lambda = dyn_cast<LambdaExpr>(S);
        Lambda && any_of(Lambda->captures(), [&](const LambdaCapture &C) {
          return C.capturesVariable() && C.getCapturedVar() == V;
        }))
      return true;
    const bool Updates = isa<BinaryOperator>(S) ? cast<BinaryOperator>(S)->isAssignmentOp()
                         : isa<UnaryOperator>(S)
                             ? cast<UnaryOperator>(S)->isIncrementDecrementOp()
                             : isa<CXXOperatorCallExpr>(S) && V->getType()->isRecordType();
    return any_of(S->children(), [&](const Stmt *Child) { return isIt(Child) ? !Updates : in(Child); });
  }

private:
  bool isIt(const Stmt *S) const {
    while (true)
      if (auto *Paren = dyn_cast_or_null<ParenExpr>(S))
        S = Paren->getSubExpr();
      else if (auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_NoOp)
        S = Cast->getSubExpr();
      else
        break;
    auto *Reference = dyn_cast_or_null<DeclRefExpr>(S);
    return Reference && Reference->getDecl() == V &&
           (Until.isInvalid() || SM.isBeforeInTranslationUnit(Reference->getLocation(), Until));
  }
};

class Fuser {
  const Kernel &K;
  ArrayRef<LoopPlan *> Plans;
  const SourceManager &SM;
  const Stmt *Body;
  std::vector<Row> Rows;
  unsigned Names = 0;

public:
  Fuser(const Kernel &K, ArrayRef<LoopPlan *> Plans, ASTContext &Context)
      : K(K), Plans(Plans), SM(Context.getSourceManager()), Body(K.Function->getBody()) {}

  void run() {
    for (LoopPlan *P : Plans)
      P->Line = SM.getPresumedLineNumber(P->Nest->Mark->Location);
    find(Body, false);
    // Nobody may see a variable that is not combined yet, nor jump past the declaration of what combines it.
    const bool Jumps = anyWithin(Body, [](const Stmt *S) { return isa<CXXTryStmt, LabelStmt>(S); });
    for (const Row &R : Rows) {
      halos(R);
      if (!Jumps)
        reductions(R);
    }
  }

private:
  LoopPlan *planOf(const Stmt *S) const {
    S = bareStatement(S);
    auto Found = find_if(Plans, [&](const LoopPlan *P) { return P->Nest->Levels[0].Loop == S; });
    return Found == Plans.end() ? nullptr : *Found;
  }

  void find(const Stmt *S, bool Repeated) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (auto *Block = dyn_cast<CompoundStmt>(S))
      rowsOf(Block, Repeated);
    Repeated |= isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
    for (const Stmt *Child : S->children())
      find(Child, Repeated);
  }

  void rowsOf(const CompoundStmt *Block, bool Repeated) {
    if (any_of(Block->body(), [](const Stmt *S) { return isa<SwitchCase>(S); }))
      return; // the next case jumps past what is declared here
    Row Now{Block, Repeated, {}, {}};
    auto End = [&] {
      if (Now.Loops.size() > 1)
        Rows.push_back(std::move(Now));
      Now = {Block, Repeated, {}, {}};
    };
    for (const Stmt *S : Block->body())
      if (LoopPlan *Plan = planOf(S)) {
        Now.Loops.push_back(Plan);
        Now.Between.emplace_back();
      } else if (!isa<DeclStmt, Expr, NullStmt>(S)) {
        End();
      } else if (!Now.Loops.empty()) {
        Now.Between.back().push_back(S);
      }
    End();
  }

  // ---- halos ----

  /// All that the description of a loop is written with.
  static std::vector<const Expr *> described(const LoopPlan &P) {
    std::vector<const Expr *> All;
    auto Add = [&](const Level &At) { All.insert(All.end(), {At.First, At.Bound, At.Added, At.Step}); };
    for (unsigned I = 0; I < P.Levels; ++I)
      if (P.Nest->Levels[I].Invariant)
        Add(P.Nest->Levels[I]);
    for (int I : P.Inner)
      Add(P.Nest->level(static_cast<unsigned>(I)));
    for (const AccessPlan &Plan : P.Accesses) {
      const Access &A = P.Nest->Accesses[Plan.Access];
      if (!is_contained({Reach::Write, Reach::Owner, Reach::Halo}, Plan.How))
        continue;
      All.push_back(P.Nest->Arrays[A.Array].Base);
      for (const Subscript &S : A.Subscripts)
        for (const Product &Term : S.Terms)
          All.insert(All.end(), Term.Factors.begin(), Term.Factors.end());
    }
    erase(All, nullptr);
    return All;
  }

  /// Asking an object for its size leaves everything as it is.
  static bool isHarmless(const Expr *E) {
    return !anyWithin(E, [](const Stmt *S) {
      auto *Call = dyn_cast<CallExpr>(S);
      if (!Call)
        return isa<CXXNewExpr, CXXThrowExpr, LambdaExpr>(S);
      auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
      return !(Method && Method->isConst() && Method->getIdentifier() &&
               (Method->getName() == "extent" || Method->getName() == "size"));
    });
  }

  /// Whether a statement may change what an expression is, or needs, as far as its names tell.
  static bool touches(const Stmt *S, ArrayRef<const Expr *> All) {
    return any_of(All, [&](const Expr *E) {
      return anyWithin(E, [&](const Stmt *Part) {
        auto *Reference = dyn_cast<DeclRefExpr>(Part);
        auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
        return Variable && changes(S, Variable);
      });
    });
  }
  /// Names it otherwise than to ask its size or to read a number.
  static bool changes(const Stmt *S, const VarDecl *V) {
    if (!S)
      return false;
    if (auto *Cast = dyn_cast<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue)
      if (auto *Reference = dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
        return Reference->getDecl() == V && V->getType()->isPointerType();
    if (auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && isHarmless(Call))
      return false;
    auto *Reference = dyn_cast<DeclRefExpr>(S);
    return (Reference && Reference->getDecl() == V) ||
           any_of(S->children(), [&](const Stmt *Child) { return changes(Child, V); });
  }

  /// Whether a loop changes variables that the description of another one names.
  static bool countsWith(const LoopPlan &P, ArrayRef<const Expr *> All) {
    auto Named = [&](const VarDecl *V) {
      return V && any_of(All, [&](const Expr *E) { return mentions(E, V); });
    };
    for (const Reduction &R : P.Nest->Reductions)
      if (Named(R.Variable) || any_of(R.Located, [&](const OuterVariable &V) { return Named(V.Variable); }))
        return true;
    return any_of(P.Nest->Levels, [&](const Level &At) { return !At.Declared && Named(At.Index); });
  }

  bool isVisible(ArrayRef<const Expr *> All, const LoopPlan &From) const {
    const SourceLocation Begin = From.Nest->Levels[0].Loop->getBeginLoc();
    return none_of(All, [&](const Expr *E) {
      return anyWithin(E, [&](const Stmt *S) {
        auto *Reference = dyn_cast<DeclRefExpr>(S);
        return Reference && !SM.isBeforeInTranslationUnit(Reference->getDecl()->getLocation(), Begin);
      });
    });
  }

  static bool writes(const LoopPlan &P, StringRef Key) {
    return any_of(P.Nest->Arrays, [&](const Array &A) { return A.Written && A.Key == Key; });
  }

  /// The first loop of the row with whose messages the halo can travel: nobody changes it until it is read.
  size_t earliest(const Row &R, size_t J, unsigned Array) const {
    const LoopPlan &Later = *R.Loops[J];
    const std::vector<const Expr *> All = described(Later);
    if (Later.Pipelined || !all_of(All, isHarmless) ||
        any_of(Later.Nest->Levels, [](const Level &At) { return At.Range != nullptr; }))
      return J;
    for (size_t I = J; I-- > 0;) {
      const LoopPlan &Earlier = *R.Loops[I];
      if (any_of(R.Between[I], [&](const Stmt *S) { return touches(S, All); }) || countsWith(Earlier, All) ||
          Earlier.Pipelined || writes(Earlier, Later.Nest->Arrays[Array].Key) || !isVisible(All, Earlier))
        return I + 1;
    }
    return 0;
  }

  /// With as few exchanges as possible: a loop exchanges where a halo can wait no longer, and takes along all
  /// that may travel by then.
  void halos(const Row &R) {
    std::vector<size_t> Exchanges;
    for (size_t J = 0; J < R.Loops.size(); ++J) {
      LoopPlan &Later = *R.Loops[J];
      SmallVector<unsigned, 4> Arrays;
      for (const AccessPlan &A : Later.Accesses)
        if (unsigned Array = Later.Nest->Accesses[A.Access].Array;
            A.How == Reach::Halo && hasHalo(Later, Array) && !is_contained(Arrays, Array))
          Arrays.push_back(Array);
      // Those that have to wait for this loop come first.
      std::vector<std::pair<size_t, unsigned>> ByTime;
      for (unsigned Array : Arrays)
        ByTime.push_back({earliest(R, J, Array), Array});
      llvm::sort(ByTime, std::greater<>());
      for (auto [First, Array] : ByTime) {
        if (Exchanges.empty() || Exchanges.back() < First)
          Exchanges.push_back(J);
        if (Exchanges.back() != J)
          carry(*R.Loops[Exchanges.back()], Later, Array);
      }
    }
  }

  static void carry(LoopPlan &Carrier, LoopPlan &Later, unsigned Array) {
    Later.CarriedBy.push_back({Array, &Carrier});
    for (CarriedLoop &C : Carrier.Carries)
      if (C.Later == &Later) {
        C.Arrays.push_back(Array);
        return;
      }
    Carrier.Carries.push_back({&Later, {Array}});
  }

  // ---- reductions ----

  /// Its partial value can stay where it is: nobody else knows the variable.
  bool isPrivate(const OuterVariable &V, const Row &R) const {
    return V.Variable && V.Variable->hasLocalStorage() && !V.Variable->getType()->isReferenceType() &&
           !Escape(V.Variable, R.Repeated ? SourceLocation() : R.Block->getEndLoc(), SM).in(Body);
  }

  void reductions(const Row &R) {
    std::vector<const VarDecl *> Open;
    std::vector<size_t> Together; ///< loops with reductions that can be combined at once
    auto Close = [&] {
      if (Together.size() > 1)
        join(R, Together.front(), Together.back());
      Together.clear();
      Open.clear();
    };
    for (size_t I = 0; I < R.Loops.size(); ++I) {
      const Loop &L = *R.Loops[I]->Nest;
      if (any_of(Open, [&](const VarDecl *V) { return mentions(L.Levels[0].Loop, V); }))
        Close();
      if (!L.Reductions.empty())
        Together.push_back(I);
      for (const Reduction &Each : L.Reductions) {
        std::vector<OuterVariable> Variables = Each.Located;
        Variables.push_back(Each);
        for (const OuterVariable &V : Variables) {
          if (!isPrivate(V, R)) {
            Close();
            break;
          }
          Open.push_back(V.Variable);
        }
        if (Together.empty())
          break;
      }
      if (any_of(Open, [&](const VarDecl *V) {
            return any_of(R.Between[I], [&](const Stmt *S) { return mentions(S, V); });
          }))
        Close();
    }
    Close();
  }

  void join(const Row &R, size_t First, size_t Last) {
    const std::string Name = "njmpi_postponed" + (Names ? "_" + std::to_string(Names) : "");
    ++Names;
    for (size_t I = First; I <= Last; ++I) {
      R.Loops[I]->Postponed = Name;
      R.Loops[I]->Opens = I == First;
      R.Loops[I]->Gives = I != Last;
      if (I != Last)
        R.Loops[I]->CombinedWith = R.Loops[Last];
    }
  }
};

} // namespace

void fuse(const Kernel &K, ArrayRef<LoopPlan *> Plans, ASTContext &Context) {
  Fuser(K, Plans, Context).run();
}

void separate(LoopPlan &P) {
  P.Carries.clear();
  P.CarriedBy.clear();
  P.Postponed.clear();
  P.Opens = P.Gives = false;
  P.CombinedWith = nullptr;
}

std::string fusionKey(const LoopPlan &P) {
  std::string Key = P.Postponed + (P.Opens ? " opens" : "") + (P.Gives ? " gives" : "");
  for (const CarriedLoop &C : P.Carries) {
    Key += " carries " + std::to_string(C.Later->Nest->Mark->Location.getRawEncoding());
    for (unsigned Array : C.Arrays)
      Key += " " + C.Later->Arrays[Array].Name;
  }
  return Key;
}

} // namespace njmpi
