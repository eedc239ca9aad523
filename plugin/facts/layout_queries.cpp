// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/layout_queries.h"
#include "facts/datatypes.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace njmpi {
namespace {

class Queries : public RecursiveASTVisitor<Queries> {
public:
  std::vector<QualType> Types;

  bool VisitDeclRefExpr(DeclRefExpr *E) { return see(E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return see(E->getMemberDecl()); }

private:
  bool see(const ValueDecl *D) {
    auto *F = dyn_cast<FunctionDecl>(D);
    const TemplateArgumentList *Given = F ? F->getTemplateSpecializationArgs() : nullptr;
    if (!Given || Given->size() == 0 || (*Given)[0].getKind() != TemplateArgument::Type ||
        (*Given)[0].isDependent() || !F->getIdentifier())
      return true;
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    const bool Asks = Method ? F->getName() == "count" && Method->getParent()->getName() == "status" &&
                                   inNamespace(Method->getParent(), "njmpi")
                             : F->getName() == "datatype" && inNamespace(F, "njmpi");
    if (Asks)
      Types.push_back((*Given)[0].getAsType());
    return true;
  }
};

} // namespace

std::vector<QualType> layoutQueries(const FunctionDecl *F) {
  Queries Found;
  Found.TraverseStmt(F->getBody());
  return Found.Types;
}

} // namespace njmpi
