// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function does beside computing its result, as far as its body or its declaration tells.
#include "facts/loop_reader.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

bool hasFieldParameter(const FunctionDecl *F) {
  return any_of(F->parameters(),
                [](const ParmVarDecl *P) { return isFieldType(P->getType().getNonReferenceType()); });
}

constexpr llvm::StringLiteral HidesElements = "uses a field, and hides the elements it names";

class EffectReader {
  EffectsCache &Cache;
  ASTContext &Context;
  const FunctionDecl *F;
  Effects &Into;
  DenseSet<const VarDecl *> Reassigned;
  DenseMap<const VarDecl *, const Expr *> Ranges; ///< of range-for statements, by their variable
  DenseSet<const Stmt *> HandedOn; ///< the object and parameters, to functions that say what they read

public:
  EffectReader(EffectsCache &Cache, const FunctionDecl *F, Effects &Into)
      : Cache(Cache), Context(Cache.Context), F(F), Into(Into) {
    Into.Written.assign(F->getNumParams(), false);
    Into.Beyond.assign(F->getNumParams(), false);
    Into.Object.Whole = false;
    Into.Arguments.assign(F->getNumParams(), {false, {}});
    Into.NamesFields = hasFieldParameter(F);
  }

  void read(const Stmt *Body) {
    findReassigned(Body);
    Cache.findBeyond(F, Body, Into);
    visit(Body);
    if (auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *Init : Constructor->inits()) {
        visit(Init->getInit());
        // What a member refers to may be changed through it.
        if (QualType T = Init->isMemberInitializer() ? Init->getMember()->getType() : QualType();
            !T.isNull() && T->isLValueReferenceType() && !T.getNonReferenceType().isConstQualified())
          target(Init->getInit());
      }
    if (auto *Destructor = dyn_cast<CXXDestructorDecl>(F))
      destroyed(Destructor->getParent(), Body);
  }

private:
  void refuse(const Stmt *At, StringRef Tag, const Twine &Reason) {
    if (!Into.Tag.empty())
      return;
    Into.Tag = Tag;
    Into.Reason = Reason.str();
    if (At) // what the compiler defines has no body
      Into.Where = isa<Expr>(At) ? cast<Expr>(At)->getExprLoc() : At->getBeginLoc();
  }

  void findReassigned(const Stmt *S) {
    if (!S)
      return;
    const Expr *Target = nullptr;
    if (auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp())
      Target = Binary->getLHS();
    if (auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp())
      Target = Unary->getSubExpr();
    if (Target)
      if (auto *Reference = dyn_cast<DeclRefExpr>(bare(Target)))
        if (auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()))
          Reassigned.insert(Variable);
    for (const Stmt *Child : S->children())
      findReassigned(Child);
  }

  /// Declared in the function, not around the lambda that it is.
  bool isOwn(const VarDecl *Variable) const {
    const DeclContext *In = Variable->getDeclContext();
    return In->isFileContext() || F->Encloses(In);
  }

  void parameter(const ParmVarDecl *P, const Expr *At) {
    for (auto [I, Each] : enumerate(F->parameters()))
      if (Each == P) {
        Into.Written[I] = true;
        return;
      }
    (void)At; // of a lambda inside: its argument is looked at where it is called
  }

  void target(const Expr *E) {
    E = bare(E);
    if (auto *Reference = dyn_cast<DeclRefExpr>(E)) {
      auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      if (const Expr *Init = boundTo(Reference->getDecl()); Init && (Init->isLValue() || !Variable))
        return target(Init);
      if (!Variable)
        return;
      if (auto *P = dyn_cast<ParmVarDecl>(Variable)) {
        if (P->getType()->isReferenceType() || isViewClass(P->getType()) || isIterator(P->getType()))
          parameter(P, E);
        return;
      }
      if (Variable->hasLocalStorage() && Variable->getType()->isReferenceType() &&
          Variable->isCXXForRangeDecl()) {
        // Reached by its range, whose object the loop names.
        return rangeTarget(Variable, E);
      }
      if (!Variable->hasLocalStorage() || !isOwn(Variable))
        refuse(E, "loop-call", "writes '" + Variable->getName() + "', which outlives the iteration");
      return;
    }
    if (auto *Member = dyn_cast<MemberExpr>(E)) {
      if (auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
        return refuse(E, "loop-call", "writes '" + Static->getName() + "', which outlives the iteration");
      return Member->isArrow() ? pointer(Member->getBase()) : target(Member->getBase());
    }
    if (auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
      const Expr *Base = bare(Element->getBase());
      return Base->getType()->isArrayType() ? target(Base) : pointer(Base);
    }
    if (auto *Unary = dyn_cast<UnaryOperator>(E)) {
      if (Unary->getOpcode() == UO_Deref)
        return pointer(Unary->getSubExpr());
      return target(Unary->getSubExpr());
    }
    if (auto *Conditional = dyn_cast<AbstractConditionalOperator>(E)) {
      target(Conditional->getTrueExpr());
      return target(Conditional->getFalseExpr());
    }
    if (auto *Binary = dyn_cast<BinaryOperator>(E))
      return target(Binary->getOpcode() == BO_Comma ? Binary->getRHS() : Binary->getLHS());
    if (auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      return target(Cast->getSubExpr());
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return target(Operator->getArg(0));
    if (auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      return Object->getType()->isPointerType() ? pointer(Object) : target(Object);
    }
    if (auto *Call = dyn_cast<CallExpr>(E);
        Call && Call->getDirectCallee() && isStdFunction(Call->getDirectCallee()) && Call->getNumArgs())
      return target(Call->getArg(0));
    if (isa<CXXThisExpr>(E)) {
      Into.WritesObject = true;
      return;
    }
    if (E->isGLValue() && !isa<CompoundLiteralExpr, MaterializeTemporaryExpr>(E))
      refuse(E, "loop-call", "writes to memory that cannot be followed");
  }

  void rangeTarget(const VarDecl *Variable, const Expr *E) {
    if (auto It = Ranges.find(Variable); It != Ranges.end())
      return target(It->second);
    refuse(E, "loop-call",
           "writes '" + Variable->getName() + "', an element of a range that cannot be followed");
  }

  void pointer(const Expr *E) {
    E = bare(E);
    if (isa<CXXThisExpr>(E)) {
      Into.WritesObject = true;
      return;
    }
    if (E->getType()->isArrayType())
      return target(E);
    if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_AddrOf)
      return target(Unary->getSubExpr());
    if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp())
      return pointer(Unary->getSubExpr());
    if (auto *Sum = dyn_cast<BinaryOperator>(E); Sum && Sum->isAdditiveOp())
      return pointer(Sum->getLHS()->getType()->isIntegerType() ? Sum->getRHS() : Sum->getLHS());
    if (auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      return pointer(Cast->getSubExpr());
    if (auto *Reference = dyn_cast<DeclRefExpr>(E))
      if (auto *Variable = dyn_cast<VarDecl>(Reference->getDecl())) {
        if (auto *P = dyn_cast<ParmVarDecl>(Variable); P && P->getType()->isPointerType())
          return parameter(P, E);
        if (Variable->hasLocalStorage() && Variable->hasInit() && !Reassigned.contains(Variable))
          return pointer(Variable->getInit());
      }
    if (auto *Member = dyn_cast<CXXMemberCallExpr>(E);
        Member && isArrayClass(Member->getObjectType()) && !isViewClass(Member->getObjectType()))
      return target(Member->getImplicitObjectArgument());
    refuse(E, "loop-call", "writes to memory that cannot be followed");
  }

  /// The members and bases go, too.
  void destroyed(const CXXRecordDecl *Class, const Stmt *At) {
    auto Part = [&](QualType T) {
      auto *Record = Context.getBaseElementType(T)->getAsCXXRecordDecl();
      const CXXDestructorDecl *Destructor =
          Record && Record->hasDefinition() && !Record->hasTrivialDestructor() ? Record->getDestructor()
                                                                               : nullptr;
      if (const Effects *Of = Destructor ? &Cache.of(Destructor) : nullptr; Of && !Of->Tag.empty())
        refuse(At, Of->Tag, Of->Reason);
    };
    for (const FieldDecl *Field : Class->fields())
      Part(Field->getType());
    for (const CXXBaseSpecifier &Base : Class->bases())
      Part(Base.getType());
  }

  /// What is read of the object, or of the parameter, that an expression is.
  ObjectRead *readOf(const Expr *E) {
    E = bare(E);
    if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref)
      E = bare(Unary->getSubExpr());
    if (isa<CXXThisExpr>(E))
      return &Into.Object;
    auto *Reference = dyn_cast<DeclRefExpr>(E);
    for (auto [I, P] : enumerate(F->parameters()))
      if (Reference && Reference->getDecl() == P)
        return &Into.Arguments[I];
    return nullptr;
  }

  void visitCall(const CallExpr *E) {
    const FunctionDecl *Callee = E->getDirectCallee();
    if (!Callee) {
      Into.Known = false;
      return refuse(E, "loop-call", "calls through a pointer, which hides what that does");
    }
    auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (Method && Method->getParent()->isLambda())
      return; // its body is part of this one
    if (namesElement(E) || asksShape(E))
      return;
    const Effects &Of = Cache.of(Callee);
    Into.NamesFields |= Of.NamesFields;
    if (!Of.Tag.empty()) {
      if (Into.Tag.empty())
        Into.Known = Of.Known;
      refuse(E, Of.Tag, "calls '" + Callee->getDeclName().getAsString() + "', which " + Of.Reason);
    }
    auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    const unsigned First = Operator && Method && !Method->isStatic();
    for (unsigned I = First; I < E->getNumArgs() && I - First < Callee->getNumParams(); ++I) {
      QualType To = Callee->getParamDecl(I - First)->getType();
      const bool Written = I - First < Of.Written.size() ? Of.Written[I - First] : true;
      if (!Written)
        continue;
      const Expr *Argument = E->getArg(I);
      if (To->isReferenceType() && !To.getNonReferenceType().isConstQualified() && Argument->isGLValue())
        target(Argument);
      else if (To->isPointerType() && !To->getPointeeType().isConstQualified() &&
               !To->getPointeeType()->isFunctionType())
        pointer(Argument);
      else if (I - First < Of.Written.size() && (isViewClass(To) || isIterator(To)))
        target(Argument);
    }
    if (Method && !Method->isStatic() && !isa<CXXConstructorDecl>(Method)) {
      const bool Names = isStdFunction(Method) &&
                         (isArrayClass(Context.getRecordType(Method->getParent())) ||
                          (Operator && Operator->getOperator() == OO_Star)) &&
                         (Operator ? !Operator->isAssignmentOp()
                                   : Method->getIdentifier() &&
                                         is_contained({"begin", "end", "data", "at", "front", "back", "size"},
                                                      Method->getName()));
      const bool Written =
          Of.Written.empty() && !Of.WritesObject ? !Method->isConst() && !Names : Of.WritesObject;
      if (Written)
        target(E);
    }
    Into.Globals.append(Of.Globals.begin(), Of.Globals.end());
    // What it is handed on to reads of it.
    if (auto *Member = dyn_cast<CXXMemberCallExpr>(E))
      if (ObjectRead *Read = readOf(Member->getImplicitObjectArgument()))
        Read->add(Of.Object);
    for (auto [I, Argument] : enumerate(E->arguments())) {
      ObjectRead *Read = I < First ? readOf(Argument)
                         : I - First < Of.Arguments.size() && isBehind(*Callee->getParamDecl(I - First))
                             ? readOf(Argument)
                             : nullptr;
      if (!Read)
        continue;
      Read->add(I < First ? Of.Object : Of.Arguments[I - First]);
      HandedOn.insert(Argument);
    }
  }

  /// An object that the caller has.
  static bool isBehind(const ParmVarDecl &P) {
    return P.getType()->isReferenceType() || P.getType()->isPointerType();
  }

  /// u(i, j)
  static bool namesElement(const CallExpr *E) {
    auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    return Operator && Operator->getOperator() == OO_Call && isFieldType(Operator->getArg(0)->getType());
  }
  static bool asksShape(const CallExpr *E) {
    auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    auto *Method = Member ? Member->getMethodDecl() : nullptr;
    return Method && Method->getIdentifier() && isFieldType(Member->getObjectType()) &&
           isShapeFunction(Method->getName());
  }

  void visit(const Stmt *S) {
    if (!S || !Into.Tag.empty())
      return;
    if (auto *Member = dyn_cast<MemberExpr>(S))
      if (ObjectRead *Read = readOf(Member->getBase())) {
        if (isFieldType(Member->getType()))
          Into.NamesFields = true;
        else if (isa<FieldDecl>(Member->getMemberDecl()))
          Read->Members.push_back(Member->getMemberDecl());
        else if (auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
          global(Static);
        return;
      }
    if (isa<CXXThisExpr, DeclRefExpr>(S))
      if (ObjectRead *Read = readOf(cast<Expr>(S)))
        Read->Whole = true;
    if (auto *E = dyn_cast<Expr>(S); E && isFieldType(E->getType())) {
      if (!isa<DeclRefExpr, MemberExpr, ImplicitCastExpr, ParenExpr>(E))
        return refuse(E, "loop-access", HidesElements);
      Into.NamesFields = true;
      if (isa<DeclRefExpr, MemberExpr>(E))
        return;
    }
    // In a template it is the pattern that is marked.
    if (isa<ForStmt, CXXForRangeStmt>(S) &&
        any_of(marks().Loops, [&](const LoopMark &M) { return M.Loop->getBeginLoc() == S->getBeginLoc(); }))
      return refuse(S, "loop-call", "holds an annotated loop, which all ranks run together");
    if (auto *For = dyn_cast<CXXForRangeStmt>(S)) {
      // Not what the compiler makes of it.
      Ranges[For->getLoopVariable()] = For->getRangeInit();
      visit(For->getInit());
      visit(For->getRangeInit());
      return visit(For->getBody());
    }
    if (auto *Declaration = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        if (auto *Variable = dyn_cast<VarDecl>(D)) {
          if (Variable->isStaticLocal() && !Variable->getType().isConstQualified())
            refuse(S, "loop-call", "keeps the static variable '" + Variable->getName() + "'");
          visit(Variable->getInit());
        }
    if (auto *Reference = dyn_cast<DeclRefExpr>(S)) {
      auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      if (Variable && Variable->getType().isVolatileQualified())
        refuse(S, "loop-call", "uses '" + Variable->getName() + "', which is volatile");
      if (Variable)
        global(Variable);
    }
    if (auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp())
      target(Binary->getLHS());
    if (auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp())
      target(Unary->getSubExpr());
    if (isa<CXXThrowExpr>(S))
      return refuse(S, "loop-exit", "may throw, which leaves an annotated loop");
    if (isa<AsmStmt>(S))
      return refuse(S, "loop-call", "holds inline assembly");
    if (isa<CoawaitExpr, CoyieldExpr, CoreturnStmt>(S))
      return refuse(S, "loop-call", "is a coroutine");
    if (auto *Call = dyn_cast<CallExpr>(S))
      visitCall(Call);
    if (auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
      const Effects &Of = Cache.of(Construct->getConstructor());
      if (!Of.Tag.empty())
        refuse(S, Of.Tag, Of.Reason);
      else if (Of.NamesFields)
        refuse(S, "loop-access", HidesElements);
    }
    if (auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
      return visit(Default->getExpr());
    if (auto *Lambda = dyn_cast<LambdaExpr>(S))
      return visit(Lambda->getBody());
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, RequiresExpr>(S))
      return;
    for (const Stmt *Child : S->children())
      if (!HandedOn.contains(Child))
        visit(Child);
  }

  void global(const VarDecl *Variable) {
    if (Variable->hasGlobalStorage() &&
        (!Variable->getType().isConstQualified() || Variable->getType()->isPointerType()))
      Into.Globals.push_back(Variable);
  }
};

} // namespace

const Effects &EffectsCache::of(const FunctionDecl *F) {
  F = F->getCanonicalDecl();
  auto [It, New] = Known.try_emplace(F);
  Effects &Into = It->second;
  if (!New)
    return Into; // also while it is being read: a function adds nothing by calling itself
  auto Refuse = [&](StringRef Reason) {
    Into.Tag = "loop-call";
    Into.Reason = Reason.str();
  };
  if (F->isNoReturn())
    return Into;
  if (doesOutput(F)) {
    Refuse("does input or output");
    return Into;
  }
  if (inNamespace(F, "njmpi") ||
      (isa<CXXMethodDecl>(F) && inNamespace(cast<CXXMethodDecl>(F)->getParent(), "njmpi"))) {
    Refuse("is an operation of njmpi");
    return Into;
  }
  if (isStdFunction(F) || F->isExternC() || F->getBuiltinID()) {
    if (callsUnseen(F)) {
      Into.Known = false;
      Refuse("calls what is not seen here");
      return Into;
    }
    if (hasHiddenState(F)) {
      Refuse("has a state of its own");
      return Into;
    }
  }
  if (isHarmless(F) && !(hasFieldParameter(F) && F->hasBody()))
    return Into;
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  const bool Virtual = Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>() &&
                       !Method->getParent()->hasAttr<FinalAttr>();
  const FunctionDecl *Definition = nullptr;
  if (isa<CXXDestructorDecl>(F) && !F->hasBody() && (F->isImplicit() || F->isDefaulted())) {
    Effects Found;
    EffectReader(*this, F, Found).read(nullptr);
    return Into = std::move(Found);
  }
  if (F->hasBody(Definition) && Definition->getBody() && !Virtual) {
    Effects Found;
    EffectReader(*this, Definition, Found).read(Definition->getBody());
    return Into = std::move(Found);
  }
  if (F->isConstexpr() && !Virtual)
    return Into;
  Into.Known = false;
  Refuse(Virtual ? "is virtual, and may do anything"
                 : "is not defined here, and may do anything; mark it [[gnu::pure]] or [[gnu::const]], or "
                   "the loop [[njmpi::loop(trusted)]]");
  return Into;
}

bool EffectsCache::mayWrite(const FunctionDecl *F, unsigned Parameter) {
  if (forwards(F, Parameter))
    return false;
  const Effects &Of = of(F);
  return !Of.Tag.empty() || !Of.Known || Parameter >= Of.Written.size() || Of.Written[Parameter];
}

} // namespace njmpi
