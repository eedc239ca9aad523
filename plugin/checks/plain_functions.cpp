// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/plain_functions.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Functions that call MPI and those that are called by others of them.
class PlainFunctions : public RecursiveASTVisitor<PlainFunctions> {
public:
  std::vector<const FunctionDecl *> Callers;
  std::set<const FunctionDecl *> Entered;

  bool VisitFunctionDecl(FunctionDecl *F) {
    const SourceManager &SM = F->getASTContext().getSourceManager();
    if (!F->doesThisDeclarationHaveABody() || F->isDependentContext() ||
        SM.isInSystemHeader(F->getLocation()) || isOfMpi(F->getLocation(), SM))
      return true;
    Current = F;
    return true;
  }
  bool TraverseFunctionDecl(FunctionDecl *F) {
    return within(F, [&] { return RecursiveASTVisitor::TraverseFunctionDecl(F); });
  }
  bool TraverseCXXMethodDecl(CXXMethodDecl *F) {
    return within(F, [&] { return RecursiveASTVisitor::TraverseCXXMethodDecl(F); });
  }

  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    if (!Current || !F || !F->getIdentifier())
      return true;
    if (F->getName().starts_with("MPI_") || F->getName().starts_with("PMPI_")) {
      if (Callers.empty() || Callers.back() != Current)
        if (!is_contained(Callers, Current))
          Callers.push_back(Current);
    } else if (const FunctionDecl *Body = nullptr; F->hasBody(Body) && Body != Current) {
      Entered.insert(Body);
      Calls[Current].insert(Body);
    }
    return true;
  }
  std::map<const FunctionDecl *, std::set<const FunctionDecl *>> Calls;

private:
  /// MPI's own bindings for C++, which are no system header if its folder is named by -I.
  static bool isOfMpi(SourceLocation At, const SourceManager &SM) {
    for (At = SM.getExpansionLoc(At); At.isValid(); At = SM.getIncludeLoc(SM.getFileID(At)))
      if (sys::path::filename(SM.getFilename(At)) == "mpi.h")
        return true;
    return false;
  }

  template <class Visit> bool within(const FunctionDecl *F, Visit V) {
    const FunctionDecl *Outer = Current;
    const bool Result = V();
    Current = Outer;
    return Result;
  }
  const FunctionDecl *Current = nullptr;
};

} // namespace

std::vector<const FunctionDecl *> plainCommunication(ASTContext &Context) {
  PlainFunctions All;
  All.TraverseDecl(Context.getTranslationUnitDecl());
  // A function that another one calls is seen there, with what it is given.
  std::set<const FunctionDecl *> Communicating(All.Callers.begin(), All.Callers.end());
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (auto &[Caller, Callees] : All.Calls)
      if (!Communicating.count(Caller) &&
          any_of(Callees, [&](auto *F) { return Communicating.count(F) != 0; })) {
        Communicating.insert(Caller);
        All.Callers.push_back(Caller);
        Grown = true;
      }
  }
  std::set<const FunctionDecl *> Within;
  for (auto &[Caller, Callees] : All.Calls)
    if (Communicating.count(Caller))
      Within.insert(Callees.begin(), Callees.end());
  erase_if(All.Callers, [&](const FunctionDecl *F) { return Within.count(F) && !F->isMain(); });
  return std::move(All.Callers);
}

} // namespace njmpi
