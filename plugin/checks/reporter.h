// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where findings go: one report per bug, with its tag, silenced where the user asked for it.
#ifndef NJMPI_PLUGIN_CHECKS_REPORTER_H
#define NJMPI_PLUGIN_CHECKS_REPORTER_H

#include "facts/calls.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/StringSet.h"
#include <set>

namespace clang {
class Sema;
}

namespace njmpi {

struct EngineOptions;

/// A finding before it is printed.
struct Finding {
  clang::SourceLocation Where;
  llvm::StringRef Tag; ///< without "njmpi-"
  std::string Message; ///< a lower-case sentence fragment, without the tag
  llvm::SmallVector<clang::SourceRange, 2> Ranges;
  llvm::SmallVector<clang::FixItHint, 2> FixIts;
  llvm::SmallVector<std::pair<clang::SourceLocation, std::string>, 2> Notes;
};

class Reporter {
  clang::Sema &S;
  clang::DiagnosticsEngine &Diags;
  const EngineOptions &Options;
  std::set<std::tuple<clang::SourceLocation, std::string, std::string>> Seen;
  std::set<clang::SourceLocation> Rejected;
  const Kernel *Current = nullptr;
  unsigned Errors = 0;

public:
  Reporter(clang::Sema &S, const EngineOptions &Options);

  /// Findings from here on are about this kernel; those in an instantiation name it.
  void enter(const Kernel &K) { Current = &K; }

  void error(const Finding &F) { emit(clang::DiagnosticsEngine::Error, F); }
  void warning(const Finding &F) { emit(clang::DiagnosticsEngine::Warning, F); }
  void remark(const Finding &F) { emit(clang::DiagnosticsEngine::Remark, F); }

  /// An error about a call: the call is not rewritten, in no instantiation.
  void reject(const Call &C, const Finding &F) {
    if (error(F), true)
      Rejected.insert(C.Expr->getExprLoc());
  }
  bool isRejected(const Call &C) const { return Rejected.count(C.Expr->getExprLoc()) != 0; }

  /// A finding with this tag is reported at the place.
  bool isReported(clang::SourceLocation Where, llvm::StringRef Tag) const;

  unsigned errors() const { return Errors; }
  clang::Sema &sema() const { return S; }
  clang::ASTContext &context() const;

  /// The source text of an expression, on one line, for a message.
  std::string text(const clang::Expr *E) const;
  std::string type(clang::QualType T) const;

private:
  void emit(clang::DiagnosticsEngine::Level Level, const Finding &F);
  bool isSilenced(clang::SourceLocation Where, llvm::StringRef Tag) const;
};

} // namespace njmpi

#endif
