// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The quick look whether a unit is worth analysing.

#ifndef NJMPI_PLUGIN_SCAN_H
#define NJMPI_PLUGIN_SCAN_H

namespace clang {
class CompilerInstance;
class Preprocessor;
} // namespace clang

namespace njmpi {

enum class Mention {
  No,
  Yes,
  Unknown, ///< an #include whose file only the preprocessor knows
};

/// Whether the main file, or a file that it includes, directly or not, mentions an njmpi attribute. Looks at
/// text only, through the unit's own search path and file cache, and stays out of the compiler's own headers.
Mention scanText(clang::CompilerInstance &Unit);

/// The same by lexing the whole unit, which is exact and costs a tenth of a parse. The preprocessor must be
/// fresh, and cannot be used afterwards.
bool scanTokens(clang::Preprocessor &PP);

} // namespace njmpi

#endif
