// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Repeats njmpi's own diagnostics of the analysis on the user's engine; Clang's own are left to the real
// parse.

#ifndef NJMPI_PLUGIN_DOORS_RELAY_H
#define NJMPI_PLUGIN_DOORS_RELAY_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"

#include <map>
#include <string>

namespace njmpi {

class Relay : public clang::DiagnosticConsumer {
public:
  /// With ByFile, a header's diagnostics are placed in the header's own file: -verify compares files.
  Relay(clang::DiagnosticsEngine &To, clang::SourceManager &Files, bool ByFile);

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override;

  /// What Clang itself said first, if it found an error.
  bool failed() const { return Failed; }
  const std::string &firstError() const { return FirstError; }
  clang::SourceLocation firstErrorLocation() const { return FirstErrorLocation; }

private:
  clang::SourceLocation move(clang::SourceLocation Location, const clang::SourceManager &From);
  void copyLineNotes(clang::FileID Copy, const clang::SourceManager &From, clang::FileID File);
  clang::CharSourceRange move(clang::CharSourceRange Range, const clang::SourceManager &From);

  clang::DiagnosticsEngine &To;
  clang::SourceManager &Files;
  bool ByFile;
  bool Shown = false; ///< the last diagnostic that was no note
  bool Failed = false;
  std::string FirstError;
  clang::SourceLocation FirstErrorLocation;
  std::map<clang::FileID, clang::FileID> Copies;
};

} // namespace njmpi

#endif
