// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/calls.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

bool inNjmpi(const Decl *D) { return inNamespace(D, "njmpi"); }

bool isCommunicator(QualType T) {
  const CXXRecordDecl *Record = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  return Record && Record->getIdentifier() && Record->getName() == "comm" && inNjmpi(Record);
}

bool isStatusPointer(QualType T) {
  if (T.isNull() || (!T->isPointerType() && !T->isArrayType()))
    return false;
  const CXXRecordDecl *Record = T->getPointeeOrArrayElementType()->getAsCXXRecordDecl();
  return Record && Record->getIdentifier() && Record->getName() == "status" && inNjmpi(Record);
}

/// The operation that a call names, and for c.neighbour_*() the communicator it is called on.
const Operation *operationOf(const CallExpr *E, const Expr *&Object) {
  if (auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    if (!Method || !Method->getIdentifier() || !inNjmpi(Method->getParent()) ||
        Method->getParent()->getName() != "comm")
      return nullptr;
    const Operation *Op = findOperation(Method->getName());
    Object = Member->getImplicitObjectArgument();
    return Op && Op->Group == "neighbour" ? Op : nullptr;
  }
  if (const FunctionDecl *Callee = E->getDirectCallee())
    return Callee->getIdentifier() && inNjmpi(Callee) && !isa<CXXMethodDecl>(Callee)
               ? findOperation(Callee->getName())
               : nullptr;
  if (auto *Overloads = dyn_cast<UnresolvedLookupExpr>(E->getCallee()->IgnoreParens())) {
    const Operation *Op = Overloads->getName().isIdentifier()
                              ? findOperation(Overloads->getName().getAsIdentifierInfo()->getName())
                              : nullptr;
    if (!Op)
      return nullptr;
    for (const NamedDecl *D : Overloads->decls())
      if (!inNjmpi(isa<UsingShadowDecl>(D) ? cast<UsingShadowDecl>(D)->getTargetDecl() : D))
        return nullptr;
    return Overloads->decls_begin() == Overloads->decls_end() ? nullptr : Op;
  }
  return nullptr;
}

/// Whether some expression below has a property.
template <class Predicate> bool anyBelow(const Stmt *S, Predicate P) {
  if (!S)
    return false;
  if (P(S))
    return true;
  if (isa<LambdaExpr>(S))
    return false;
  for (const Stmt *Child : S->children())
    if (anyBelow(Child, P))
      return true;
  return false;
}

/// A lambda around the call would change what the arguments mean.
StringRef reasonAgainstLambda(const CallExpr *E) {
  if (E->containsUnexpandedParameterPack() ||
      anyBelow(E, [](const Stmt *S) { return isa<PackExpansionExpr>(S); }))
    return "a parameter pack is expanded in it";
  if (anyBelow(E, [](const Stmt *S) { return isa<CoawaitExpr, CoyieldExpr, DependentCoawaitExpr>(S); }))
    return "it suspends a coroutine";
  if (anyBelow(E, [](const Stmt *S) { return isa<PredefinedExpr>(S); }))
    return "it names the function it stands in";
  if (anyBelow(E, [](const Stmt *S) { return isa<StmtExpr>(S); }))
    return "it holds a statement expression";
  return "";
}

class CallReader {
  Sema &S;

public:
  explicit CallReader(Sema &S) : S(S) {}

  /// Sorts the arguments of `E` to the parameters of `Op`.
  Call read(const Operation *Op, const CallExpr *E, const Expr *Object) {
    Call C{};
    C.Op = Op;
    C.Expr = E;
    C.Arguments.resize(Op->Parameters.size());
    C.Buffers.resize(Op->Parameters.size());
    C.ThroughHeader = reasonAgainstLambda(E).str();
    if (Object) {
      C.Communicator = Object;
      C.CommunicatorIsObject = true;
    }
    SmallVector<const Expr *, 8> Written;
    for (const Expr *Argument : E->arguments())
      if (!isa<CXXDefaultArgExpr>(Argument))
        Written.push_back(asWritten(Argument));
    switch (Op->Family) {
    case OperationFamily::Completion:
      readCompletion(C, Written);
      break;
    case OperationFamily::Query:
      if (!Written.empty())
        takeCommunicator(C, Written.front());
      break;
    case OperationFamily::Communication:
      readCommunication(C, Written);
      break;
    }
    return C;
  }

private:
  void takeCommunicator(Call &C, const Expr *E) {
    C.Communicator = E;
    if (!E->isTypeDependent() && !isCommunicator(E->getType()))
      C.ThroughHeader = "an argument is converted to a communicator";
  }

  void readCompletion(Call &C, ArrayRef<const Expr *> Written) {
    if (C.Op->Result == ResultKind::some)
      C.ThroughHeader = "its result is a list";
    for (const Expr *Argument : Written) {
      if (Argument->isTypeDependent() && Argument != Written.front())
        C.ThroughHeader = "the type of an argument depends on a template parameter";
      if (isStatusPointer(Argument->getType()) || isa<CXXNullPtrLiteralExpr>(Argument))
        C.Status = Argument;
      else
        C.Requests.push_back(Argument);
    }
  }

  void readCommunication(Call &C, ArrayRef<const Expr *> Written) {
    const Operation &Op = *C.Op;
    // What follows the buffers and is not a communicator; a count may be left out before a root.
    size_t Values = count_if(Written, [](const Expr *E) { return !isCommunicator(E->getType()); });
    size_t Next = 0;
    bool SkipCount = Op.parameter("count") && Op.parameter("root") && Values < Op.Parameters.size();
    for (size_t I = 0; I != Op.Parameters.size() && Next != Written.size(); ++I) {
      const Expr *Argument = Written[Next];
      const Parameter &P = Op.Parameters[I];
      if (isCommunicator(Argument->getType()) && !P.isBuffer())
        break;
      if (P.Kind == ParameterKind::COUNT && SkipCount)
        continue;
      bool Optional = !P.isBuffer() && P.Kind != ParameterKind::DEST && !P.isCounts();
      if (Argument->isTypeDependent() && Optional && P.Kind != ParameterKind::OP)
        C.ThroughHeader = "the type of an argument depends on a template parameter";
      C.Arguments[I] = Argument;
      ++Next;
      if (P.isBuffer()) {
        C.Buffers[I] = describeBuffer(S, Argument);
        C.InPlace |= C.Buffers[I].Kind == BufferKind::InPlace;
        if (C.Buffers[I].IsPacked || isDependentPacked(Argument))
          C.ThroughHeader = "njmpi::packed copies its elements";
      }
      if (P.isCounts() && isInferred(Argument))
        C.ThroughHeader = "its receive counts are exchanged first";
    }
    if (Next != Written.size())
      takeCommunicator(C, Written[Next]);
    if (Op.Group != "point_to_point" && differInArrays(C))
      C.ThroughHeader = "objects of a class are the elements of one buffer, arrays of them those of another";
  }

  /// Elements are counted one by one in the text, and by what they consist of in the library.
  bool differInArrays(const Call &C) {
    const Buffer *First = nullptr;
    for (const Buffer &B : C.Buffers) {
      if (B.Kind == BufferKind::None || B.Kind == BufferKind::InPlace || B.Type.Element.isNull() ||
          !B.Type.isRecord())
        continue;
      if (First && First->Type.Element.getCanonicalType() != B.Type.Element.getCanonicalType() &&
          sameWithoutArrays(S.Context, First->Type.Element, B.Type.Element))
        return true;
      First = &B;
    }
    return false;
  }

  /// njmpi::packed(x) where the type of x depends on template parameters.
  static bool isDependentPacked(const Expr *E) {
    QualType T = E->getType();
    if (auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(E->IgnoreParens()))
      T = Made->getTypeAsWritten();
    auto *Deduced = T->getAs<DeducedTemplateSpecializationType>();
    const TemplateDecl *Template = Deduced ? Deduced->getTemplateName().getAsTemplateDecl() : nullptr;
    return Template && Template->getName() == "packed" && inNjmpi(Template);
  }

  /// njmpi::infer or njmpi::infer(counts)
  static bool isInferred(const Expr *E) {
    return anyBelow(E, [](const Stmt *S) {
      auto *Reference = dyn_cast<DeclRefExpr>(S);
      return Reference && Reference->getDecl()->getIdentifier() &&
             Reference->getDecl()->getName() == "infer" && inNjmpi(Reference->getDecl());
    });
  }
};

/// Collects the calls in one kernel's body: nested lambdas are part of it, local classes and
/// operands that are not evaluated are not.
class BodyVisitor : public RecursiveASTVisitor<BodyVisitor> {
  using Base = RecursiveASTVisitor<BodyVisitor>;
  CallReader Reader;
  std::vector<Call> &Calls;
  std::vector<const FunctionDecl *> &InnerInstantiations;

public:
  BodyVisitor(Sema &S, std::vector<Call> &Calls, std::vector<const FunctionDecl *> &InnerInstantiations)
      : Reader(S), Calls(Calls), InnerInstantiations(InnerInstantiations) {}

  bool shouldTraversePostOrder() const { return true; }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; }
  bool TraverseDecltypeTypeLoc(DecltypeTypeLoc) { return true; }
  bool TraverseTypeOfExprTypeLoc(TypeOfExprTypeLoc) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseCXXTypeidExpr(CXXTypeidExpr *) { return true; }
  bool TraverseRequiresExpr(RequiresExpr *) { return true; }
  bool TraverseTypeLoc(TypeLoc) { return true; }

  bool TraverseLambdaExpr(LambdaExpr *E) {
    for (unsigned I = 0, N = E->capture_size(); I != N; ++I)
      if (Expr *Init = E->capture_init_begin()[I])
        TraverseStmt(Init);
    if (FunctionTemplateDecl *Generic = E->getLambdaClass()->getDependentLambdaCallOperator())
      for (FunctionDecl *Special : Generic->specializations())
        if (Special->hasBody())
          InnerInstantiations.push_back(Special);
    return TraverseStmt(E->getBody());
  }

  bool VisitCallExpr(CallExpr *E) {
    const Expr *Object = nullptr;
    if (const Operation *Op = operationOf(E, Object))
      Calls.push_back(Reader.read(Op, E, Object));
    return true;
  }
};

class KernelVisitor : public RecursiveASTVisitor<KernelVisitor> {
  Sema &S;
  function_ref<bool(const FunctionDecl *)> Marked;
  std::vector<Kernel> &Kernels;
  DenseSet<const FunctionDecl *> Seen;

public:
  KernelVisitor(Sema &S, function_ref<bool(const FunctionDecl *)> Marked, std::vector<Kernel> &Kernels)
      : S(S), Marked(Marked), Kernels(Kernels) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseTypeLoc(TypeLoc) { return true; }

  bool VisitFunctionDecl(FunctionDecl *F) {
    if (F->doesThisDeclarationHaveABody() && Marked(F) && !insideKernel(F))
      add(F);
    return true;
  }

  bool VisitLambdaExpr(LambdaExpr *E) {
    if (!Marked(E->getCallOperator()) || insideKernel(E->getCallOperator()))
      return true;
    add(E->getCallOperator());
    if (FunctionTemplateDecl *Generic = E->getLambdaClass()->getDependentLambdaCallOperator())
      for (FunctionDecl *Special : Generic->specializations())
        if (Special->hasBody())
          add(Special);
    return true;
  }

private:
  /// Its text is a template's: a function's, or that of a function or class around it.
  static bool isInstantiated(const FunctionDecl *F) {
    for (const DeclContext *C = F; !C->isTranslationUnit(); C = C->getParent()) {
      if (auto *Outer = dyn_cast<FunctionDecl>(C); Outer && Outer->isTemplateInstantiation())
        return true;
      auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(C);
      if (Class && isTemplateInstantiation(Class->getSpecializationKind()))
        return true;
    }
    return false;
  }

  /// Lambdas are part of the kernel around them; members of a local class are not.
  bool insideKernel(const FunctionDecl *F) {
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (!Method || !isLambdaCallOperator(Method))
      return false;
    auto *Outer = dyn_cast_or_null<FunctionDecl>(F->getParentFunctionOrMethod());
    return Outer && Marked(Outer);
  }

  void add(const FunctionDecl *F) {
    if (!Seen.insert(F).second)
      return;
    Kernel K;
    K.Function = F;
    K.IsPattern = F->isDependentContext();
    K.IsInstantiation = isInstantiated(F);
    std::vector<const FunctionDecl *> Inner;
    BodyVisitor Body(S, K.Calls, Inner);
    if (auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->isWritten())
          Body.TraverseStmt(Init->getInit());
    Body.TraverseStmt(F->getBody());
    Kernels.push_back(std::move(K));
    for (const FunctionDecl *Special : Inner)
      add(Special);
  }
};

} // namespace

const Expr *asWritten(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreImplicit();
    if (auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
        Construct && Construct->getNumArgs() >= 1 && !isa<CXXTemporaryObjectExpr>(Construct) &&
        !Construct->isListInitialization() &&
        Construct->getSourceRange() == Construct->getArg(0)->getSourceRange() &&
        all_of(drop_begin(Construct->arguments()), [](const Expr *A) { return isa<CXXDefaultArgExpr>(A); }))
      Inner = Construct->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
}

const Expr *Call::argument(ParameterKind Kind) const {
  for (auto [P, Argument] : zip(Op->Parameters, Arguments))
    if (P.Kind == Kind)
      return Argument;
  return nullptr;
}

const Buffer *Call::buffer(StringRef Parameter) const {
  for (auto [P, B] : zip(Op->Parameters, Buffers))
    if (P.Name == Parameter)
      return &B;
  return nullptr;
}

std::vector<Call> collectCalls(Sema &S, const FunctionDecl *F) {
  std::vector<Call> Calls;
  std::vector<const FunctionDecl *> Inner;
  BodyVisitor(S, Calls, Inner).TraverseStmt(F->getBody());
  return Calls;
}

std::vector<Kernel> collectKernels(Sema &S, function_ref<bool(const FunctionDecl *)> Marked) {
  std::vector<Kernel> Kernels;
  KernelVisitor(S, Marked, Kernels).TraverseDecl(S.Context.getTranslationUnitDecl());
  return Kernels;
}

} // namespace njmpi
