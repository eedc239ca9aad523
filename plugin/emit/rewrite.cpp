// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/rewrite.h"
#include "emit/call_text.h"
#include "facts/local_requests.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

std::optional<std::string> replacement(const Call &C, const CallContext &Context) {
  switch (C.Op->Family) {
  case OperationFamily::Communication:
    return communicationText(C, Context);
  case OperationFamily::Completion:
    return completionText(C, Context);
  case OperationFamily::Query:
    return queryText(C, Context);
  }
  llvm_unreachable("all families have a text");
}

/// The call stays as it is written.
void leave(const Call &C, Reporter &Report, Edits &Into, const Twine &Why) {
  Into.keep(C.Expr->getSourceRange());
  Report.remark({C.Expr->getBeginLoc(),
                 "call",
                 ("'njmpi::" + C.Op->Name + "' stays a call of the library: " + Why).str(),
                 {C.Expr->getSourceRange()},
                 {},
                 {}});
}

/// Compilers keep a std::array in memory where an exception may pass it.
void rewriteLocalRequests(const Kernel &K, Edits &Into) {
  for (const LocalRequests &A : findLocalRequests(K)) {
    if (A.Stays) {
      Into.keep(A.Template);
      continue;
    }
    std::string Name = names::LocalRequests.str();
    if (A.Deduced)
      Name += ("<njmpi::" + A.Element + ", " + Twine(A.Number) + ">").str();
    // Where it cannot be changed, the array does the same.
    (void)Into.replace(A.Template, hygienic(!Into.source(A.Template).starts_with("std::"), false, Name));
  }
}

} // namespace

bool rewriteCalls(const std::vector<Kernel> &Kernels, RunTimeChecks Checks, Reporter &Report, Edits &Into) {
  names::Handles Handles(Into.preprocessor());
  CallContext Context{Into, Handles, Checks};
  bool Complete = true;
  for (const Kernel &K : Kernels) {
    if (K.IsInstantiation && !K.IsPattern)
      continue;
    Report.enter(K);
    for (const Call &C : K.Calls) {
      SourceRange Range = C.Expr->getSourceRange();
      if (Obstacle Why = Into.obstacle(Range); Why != Obstacle::None) {
        Complete &= !Report.isRejected(C);
        leave(C, Report, Into, describe(Why));
        continue;
      }
      if (Report.isRejected(C)) {
        (void)Into.replace(Range, hygienic(C, Context, rejectedText(C, Context)));
        continue;
      }
      std::string Why = C.ThroughHeader;
      std::optional<std::string> New = Why.empty() ? replacement(C, Context) : std::nullopt;
      if (New)
        if (std::string Macro = Into.macroIn(*New, Range.getBegin()); !Macro.empty()) {
          leave(C, Report, Into, describeMacro(Macro));
          continue;
        }
      if (!New || !Into.replace(Range, hygienic(C, Context, *New)))
        leave(C, Report, Into,
              Why.empty() ? "its arguments depend on template parameters, or cannot be repeated as written"
                          : Twine(Why));
    }
    rewriteLocalRequests(K, Into);
  }
  return Complete;
}

} // namespace njmpi
