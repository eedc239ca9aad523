// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-rewrite: what is found out about one translation unit.

#ifndef NJMPI_PLUGIN_DOORS_REWRITE_UNIT_H
#define NJMPI_PLUGIN_DOORS_REWRITE_UNIT_H

#include "doors/rewrite_log.h"
#include "engine.h"

#include "clang/Tooling/CompilationDatabase.h"

#include <map>
#include <string>
#include <vector>

namespace njmpi {

/// One #include directive, as it was followed.
struct Include {
  unsigned Ordinal = 0; ///< among the #include directives of its file, from zero
  std::string Spelled;
  bool Angled = false;
  bool Computed = false; ///< the name came out of a macro
  std::string Path;      ///< of the file found
  bool System = false;
};

/// A file of the unit that may have to be written. Paths of files are absolute.
struct UnitFile {
  std::string Old, New;    ///< equal if nothing changes
  bool OnlyBlanks = false; ///< the old text means the same
  std::vector<TextChange> Changes;
  std::vector<std::pair<unsigned, unsigned>> Kept;
};

struct Unit {
  bool Parsed = false;      ///< false: the command line could not be understood
  std::string CommandError; ///< why not, if Clang says so
  unsigned Errors = 0;
  std::string Main;
  std::map<std::string, UnitFile> Files; ///< the main file, and headers with edits
  std::map<std::string, std::vector<Include>> Includes;
  std::vector<std::string> Dependencies; ///< every file read
};

/// The macro by which a unit says that it is rewritten: the first line of each main file.
extern const llvm::StringLiteral RewrittenLine;
bool isRewritten(llvm::StringRef Text);

/// The number of each #include directive of a text, by its offset.
std::map<unsigned, unsigned> numberIncludes(llvm::StringRef Text, const clang::LangOptions &Lang);

/// Parses one source, with a command of the database for each way it is compiled, and runs the engine. The
/// compiler is the one that flags without one are meant for.
std::vector<Unit> analyseSource(const clang::tooling::CompilationDatabase &Database,
                                const std::string &Source, const std::string &Compiler,
                                const EngineOptions &Options, Log &Diagnostics);

/// Gives units that share a header the same text of it, with the changes of all, where none of them changes
/// what another one changes otherwise, or keeps: each rewrites the loops of those templates that it
/// instantiates.
void mergeHeaders(std::vector<Unit> &Units);

} // namespace njmpi

#endif
