// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-rewrite's diagnostics: Clang's errors and njmpi's own, printed in Clang's style and kept for SARIF.

#ifndef NJMPI_PLUGIN_DOORS_REWRITE_LOG_H
#define NJMPI_PLUGIN_DOORS_REWRITE_LOG_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace njmpi {

/// Lines and columns count from one; the end is exclusive.
struct Region {
  std::string Path;
  unsigned Line = 0, Column = 0, EndLine = 0, EndColumn = 0;
};

struct LoggedDiagnostic {
  struct Fix {
    Region Place;
    std::string Text;
  };
  clang::DiagnosticsEngine::Level Level;
  std::string Tag; ///< "njmpi-buffer"; "clang" for Clang's own
  std::string Message;
  std::optional<Region> Place;
  std::vector<Fix> Fixes;
  std::vector<LoggedDiagnostic> Notes;
};

class Log : public clang::DiagnosticConsumer {
public:
  Log();
  void BeginSourceFile(const clang::LangOptions &Lang, const clang::Preprocessor *PP) override;
  void EndSourceFile() override;
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override;

  const std::vector<LoggedDiagnostic> &all() const { return Kept; }
  /// Errors of Clang's own since the last BeginSourceFile.
  unsigned clangErrors() const { return ClangErrors; }
  /// Flags for clang that are wrong are the only error; of another compiler's, the source is tried all the
  /// same.
  void beginCommand(bool ForClang) { Strict = ForClang; }
  /// The first error about a command line since the last call, which is not printed.
  std::string takeCommandError() { return std::exchange(CommandError, {}); }

private:
  llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> Options;
  clang::TextDiagnosticPrinter Printer;
  const clang::LangOptions *Lang = nullptr;
  bool Shown = false;
  bool Strict = true;
  unsigned ClangErrors = 0;
  std::string CommandError;
  std::vector<LoggedDiagnostic> Kept;
};

} // namespace njmpi

#endif
