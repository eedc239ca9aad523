// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[njmpi::kernel]] and [[njmpi::loop]]: what the source marks, and where a mark is misplaced.

#ifndef NJMPI_PLUGIN_ATTRIBUTES_H
#define NJMPI_PLUGIN_ATTRIBUTES_H

#include "clang/Basic/SourceLocation.h"

#include <string>
#include <vector>

namespace clang {
class DiagnosticsEngine;
class FunctionDecl;
class Stmt;
} // namespace clang

namespace njmpi {

class Edits;

/// `[[njmpi::loop(...)]]` on one `for` statement.
struct LoopMark {
  const clang::Stmt *Loop = nullptr;             ///< ForStmt or CXXForRangeStmt; in a template the pattern's
  const clang::FunctionDecl *Function = nullptr; ///< innermost function or lambda around it
  clang::SourceLocation Location;                ///< of the word `loop`
  bool Pipeline = false;
  bool Trusted = false;
  clang::SourceRange Communicator; ///< tokens of `expr` in `comm = expr`; Clang does not parse them
};

/// An attribute that cannot be obeyed. Message is a whole diagnostic without its tag.
struct MisplacedMark {
  clang::SourceLocation Location;
  clang::SourceRange Range;
  std::string Message;
};

/// Everything the njmpi attributes of one parse say. Kernels are found by isKernel().
struct Marks {
  std::vector<LoopMark> Loops;
  std::vector<MisplacedMark> Misplaced;
  std::vector<clang::SourceLocation> Names; ///< the word `kernel` or `loop` of every attribute seen

  const LoopMark *find(const clang::Stmt *Loop) const;
};

/// The marks of the parse that is recorded now, or was last.
Marks &marks();

/// While it lives, attributes are recorded in marks(), which starts empty; otherwise they are accepted and
/// nothing else happens.
class RecordMarks {
public:
  RecordMarks();
  ~RecordMarks();
  RecordMarks(const RecordMarks &) = delete;
  RecordMarks &operator=(const RecordMarks &) = delete;
};

/// Whether any declaration of F, or of the template or member it was instantiated from, is marked
/// [[njmpi::kernel]], or F is a lambda written in such a function.
bool isKernel(const clang::FunctionDecl *F);

/// Reports every misplaced mark, and every loop outside a kernel. Returns the number of errors.
unsigned reportMisplacedMarks(clang::DiagnosticsEngine &Diags);

/// Overwrites every attribute seen with blanks: other compilers need not know them.
void blankMarks(Edits &Into);

} // namespace njmpi

#endif
