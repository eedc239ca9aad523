// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A buffer is three facts: pointer, count, datatype; and what is wrong with it, if it is none.
#ifndef NJMPI_PLUGIN_FACTS_BUFFERS_H
#define NJMPI_PLUGIN_FACTS_BUFFERS_H

#include "facts/datatypes.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace njmpi {

/// How pointer and count are spelled from the argument `x`.
enum class BufferKind {
  None,     ///< not a buffer parameter, or left out
  InPlace,  ///< njmpi::in_place
  Scalar,   ///< &x, 1
  Array,    ///< x, the number of elements known to the compiler
  Members,  ///< x.data(), x.size()
  Pointer,  ///< njmpi::buffer(p, n): p, n
  Valarray, ///< std::begin(x), x.size()
  Mdspan,   ///< x.data_handle(), x.mapping().required_span_size()
  Traits,   ///< anything else that the header understands: njmpi::rt::input_of(x)
  Invalid,  ///< see Buffer::Problem
};

enum class BufferProblem { NotABuffer, NotContiguous };

struct Buffer {
  BufferKind Kind = BufferKind::None;
  const clang::Expr *Argument = nullptr;
  const clang::Expr *PointerArgument = nullptr, *CountArgument = nullptr; ///< Kind Pointer
  clang::QualType Element;                                                ///< with its const
  Datatype Type;
  std::optional<uint64_t> Count; ///< elements, where the compiler knows
  bool Const = false;            ///< its elements cannot be written
  bool OwningTemporary = false;  ///< a temporary that dies with its elements
  bool Temporary = false;        ///< any temporary; a span may be one
  bool CheckExhaustive = false;  ///< Mdspan: is_exhaustive() is known at run time only
  bool IsPacked = false;         ///< njmpi::packed: a copy that lives as long as the call
  std::optional<BufferProblem> Problem;

  /// Count in predefined values where the element is some number of one: what two buffers compare by.
  std::optional<uint64_t> values() const {
    return Count ? std::optional(*Count * Type.multiplicity()) : std::nullopt;
  }
};

/// Classifies one buffer argument.
Buffer describeBuffer(clang::Sema &S, const clang::Expr *Argument);

} // namespace njmpi

#endif
