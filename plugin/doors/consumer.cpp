// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/consumer.h"

#include "attributes.h"

#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace njmpi {
namespace {

bool isNjmpis(const FunctionDecl &F) {
  const DeclContext *Outer = &F;
  while (!Outer->getParent()->isTranslationUnit())
    Outer = Outer->getParent();
  const auto *Namespace = dyn_cast<NamespaceDecl>(Outer);
  return Namespace && Namespace->getName() == "njmpi";
}

} // namespace

bool AnalysisConsumer::isSkipped(const FunctionDecl &F) const {
  return (isNjmpis(F) || (SkipBodies && S->getSourceManager().isInSystemHeader(F.getLocation()))) &&
         !isKernel(&F);
}

bool AnalysisConsumer::shouldSkipFunctionBody(Decl *D) {
  const FunctionDecl *F = D->getAsFunction();
  return F && isSkipped(*F);
}

/// Called as soon as an instantiation is put off to the end of the unit.
void AnalysisConsumer::HandleCXXImplicitFunctionInstantiation(FunctionDecl *F) {
  auto &Pending = S->PendingInstantiations;
  if (isSkipped(*F) && !Pending.empty() && Pending.back().first == F) {
    Pending.pop_back();
    F->setHasSkippedBody(true); // or Clang would miss the definition, if a local type is an argument
  }
}

} // namespace njmpi
