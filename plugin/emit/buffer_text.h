// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The three facts of a buffer as text.
#ifndef NJMPI_PLUGIN_EMIT_BUFFER_TEXT_H
#define NJMPI_PLUGIN_EMIT_BUFFER_TEXT_H

#include "emit/call_text.h"

namespace njmpi {

/// One buffer as text. Counts are in values of Type.
struct BufferText {
  std::string Pointer, Count, Type;
  std::optional<uint64_t> Known; ///< Count, where it is a constant
  uint64_t Multiplicity = 1;     ///< values in an element
};

/// The buffer that an argument is, after what `Text` has to bind for it. With `WholeElements`, a user's
/// operator works on elements, not on their values. None where the call has to go through the header.
std::optional<BufferText> bufferText(const Parameter &P, const Buffer &B, bool WholeElements,
                                     const CallContext &Context, Expressions &Text);

bool isNumeral(llvm::StringRef Value);
/// `Value` converted, unless it is a number.
std::string as(llvm::StringRef Type, llvm::StringRef Value);
inline std::string asSize(llvm::StringRef Value) { return as("std::size_t", Value); }
/// A count that is written as a number.
std::optional<std::string> literalText(const clang::Expr *E);

} // namespace njmpi

#endif
