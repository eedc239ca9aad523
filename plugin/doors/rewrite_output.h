// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-rewrite: which files are written, with which text; and writing them, all or none.

#ifndef NJMPI_PLUGIN_DOORS_REWRITE_OUTPUT_H
#define NJMPI_PLUGIN_DOORS_REWRITE_OUTPUT_H

#include "doors/rewrite_unit.h"

#include "llvm/Support/Error.h"

#include <map>
#include <set>
#include <string>

namespace njmpi {

/// New texts by path, not yet on disk.
class Output {
public:
  /// A file that must not be overwritten, because it was read.
  void protect(llvm::StringRef Path) { Protected.insert(Path.str()); }
  /// Fails if another unit wants another text there. From is the file that it is a rewriting of.
  llvm::Error add(const std::string &Path, std::string Text, const std::string &From);
  /// Writes every file whose text is not there yet: first beside its place, then by renaming. Links stay
  /// links, files keep their permissions, and devices and pipes are written to.
  llvm::Error write(bool Unchanged = false);

private:
  std::map<std::string, std::string> Texts;
  std::map<std::string, std::string> Sources;
  std::set<std::string> Protected;
};

/// Places a unit: the main file as Target, and in its directory each header with edits where its #include
/// directive finds the copy, and with it each header that leads there. Directives are edited where they would
/// not.
llvm::Error placeUnit(const Unit &U, const std::string &Target, Output &Into);

/// A unified diff of one file, empty if nothing changed. Runs the system's diff.
llvm::Expected<std::string> unifiedDiff(llvm::StringRef Path, llvm::StringRef Old, llvm::StringRef New);

/// `targets: files`, as make and ninja read it.
std::string dependencyRule(const std::vector<std::string> &Targets, const std::set<std::string> &Files);

/// The text without line markers, each replacement formatted in its place.
std::string pretty(llvm::StringRef Text, llvm::StringRef Path);

} // namespace njmpi

#endif
