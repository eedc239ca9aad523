// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the plan of an annotated loop to the edits of its text. What comes out is described in njmpi/loop.hpp.
#ifndef NJMPI_PLUGIN_EMIT_LOOP_TEXT_H
#define NJMPI_PLUGIN_EMIT_LOOP_TEXT_H

#include "edits.h"
#include "plan/loops.h"

namespace njmpi {

struct LoopEdit {
  enum { Replace, Before, After } Kind;
  clang::SourceRange Range; ///< of tokens; of an insertion the token it stands beside
  std::string Text;

  friend bool operator==(const LoopEdit &, const LoopEdit &) = default;
};

struct LoopText {
  std::vector<LoopEdit> Edits;
  std::string Obstacle; ///< why there are none, as the rest of a sentence; or empty
  clang::SourceRange ObstacleRange;
};

/// The text of a loop of this kernel; of an instantiation, that of all of them.
LoopText loopText(const LoopPlan &P, const Kernel &K, clang::ASTContext &Context, Edits &Source);

/// Its checks of what called functions read, a text each.
std::vector<std::string> calledChecks(const LoopPlan &P, const Kernel &K, clang::ASTContext &Context,
                                      Edits &Source);

} // namespace njmpi

#endif
