// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attributes in njmpi's name that do not exist: misspelled ones, most of all. Clang warns of them, but its
// warnings belong to the compilation, where the text is compiled by another compiler and without them.

#ifndef NJMPI_PLUGIN_DOORS_UNKNOWN_ATTRIBUTES_H
#define NJMPI_PLUGIN_DOORS_UNKNOWN_ATTRIBUTES_H

#include "clang/Lex/Token.h"
#include "llvm/ADT/SmallVector.h"

#include <string>
#include <vector>

namespace clang {
class Preprocessor;
}

namespace njmpi {

class Reporter;

/// Reads along with the parser, macros expanded and directives obeyed.
class UnknownAttributes {
public:
  /// To be called before the first token is lexed; this outlives the preprocessing.
  void watch(clang::Preprocessor &PP);
  /// One warning for each.
  void report(Reporter &To) const;

private:
  void see(const clang::Token &T);
  void readSpecifier();
  void note(const clang::Token &Name);

  std::vector<std::string> Known;
  bool Inside = false; ///< of [[ ]]
  unsigned Depth = 0;  ///< of brackets in it
  clang::Token Last;
  llvm::SmallVector<clang::Token, 16> Specifier; ///< what stands between the outer brackets, at depth 0
  std::vector<clang::Token> Found;
};

} // namespace njmpi

#endif
