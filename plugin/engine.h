// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The engine: from one parsed translation unit to diagnostics and edited files.

#ifndef NJMPI_PLUGIN_ENGINE_H
#define NJMPI_PLUGIN_ENGINE_H

#include "edits.h"
#include "emit/run_time_checks.h"

#include <string>
#include <vector>

namespace clang {
class Sema;
} // namespace clang

namespace njmpi {

struct EngineOptions {
  bool Remarks = false;
  bool Werror = false;
  njmpi::RunTimeChecks RunTimeChecks = RunTimeChecks::Local; ///< of rewritten calls
  bool ChecksOnly = false;                                   ///< diagnostics without edits
  bool AbsoluteNames = false;        ///< line markers name files alike, however a unit includes them
  bool KeepPrepended = false;        ///< files that come by -include stay as they are: no copy would be found
  bool PrintLoops = false;           ///< the facts of annotated loops on standard output, for tests
  bool CheckMpi = false;             ///< calls of MPI's C interface, in any function, are checked, too
  bool BodiesSkipped = false;        ///< bodies of functions in system headers were not parsed
  std::vector<std::string> NoChecks; ///< tags without the leading "njmpi-"
};

struct EngineResult {
  std::vector<EditedFile> Files;
  unsigned Errors = 0;
  bool RejectedRemain = false; ///< a rejected call could not be replaced: the library would complain again
  bool NeedsFullParse = false; ///< only with BodiesSkipped: run again on a parse that skipped nothing
};

/// Analyses the unit and renders its edits. Diagnostics go to the unit's own engine, as custom diagnostics
/// whose text ends in " [njmpi-<tag>]". Call it after the parse, while marks() still holds
/// its marks.
EngineResult runEngine(clang::Sema &S, const EngineOptions &Options);

} // namespace njmpi

#endif
