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

/// `InTemplate`: the facts are those of one instantiation, and the text is for all.
LoopText loopText(const LoopPlan &P, clang::ASTContext &Context, Edits &Source, bool InTemplate);

} // namespace njmpi

#endif
